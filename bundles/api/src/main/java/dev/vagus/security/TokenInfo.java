package dev.vagus.security;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token says. Immutable; holds nothing by which the token could be made.
 *
 * @param id its id ({@code jti}); empty for one of another issuer that has none
 * @param issuer who issued it
 * @param module the only module that may show it; empty for any
 * @param user for whom it speaks; empty when that is the module
 * @param scopes what it allows
 * @param audience for whom it is meant
 * @param issuedAt when it was issued; null for one of another issuer that does not say so
 * @param expires when its time is over
 * @param keyId the id of the key that signed it
 * @param algorithm the algorithm of the signature
 * @param refresh whether it is a refresh token
 * @param revoked whether it was revoked
 */
public record TokenInfo(
        String id,
        String issuer,
        String module,
        String user,
        Set<String> scopes,
        List<String> audience,
        @Nullable Instant issuedAt,
        Instant expires,
        String keyId,
        String algorithm,
        boolean refresh,
        boolean revoked) {
    /** Copies the collections. */
    public TokenInfo {
        scopes = Set.copyOf(scopes);
        audience = List.copyOf(audience);
    }

    /** For whom it speaks: the user, or the module. */
    public String subject() {
        return user.isEmpty() ? module : user;
    }
}
