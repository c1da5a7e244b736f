package dev.vagus.security.internal.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What decides whether a token is revoked.
 *
 * @param id its id; empty for none
 * @param family what it has in common with what comes from the same refresh token; empty for none
 * @param user for whom it speaks; empty for the module
 * @param sequence its place among the tokens issued here; 0 for others
 * @param issuedAt when it was issued, in milliseconds since 1970; null when it does not say so
 */
public record Issue(
        String id,
        String family,
        String user,
        String module,
        long sequence,
        @Nullable Long issuedAt) {}
