package dev.vagus.security.internal.token;

import dev.vagus.security.internal.key.ForeignIssuers;
import dev.vagus.security.internal.key.KeyRing;
import dev.vagus.security.internal.key.KeySource;
import dev.vagus.security.internal.ledger.Ledger;

/**
 * Settings and the keys that belong to them: by what tokens are issued and checked, replaced as a whole. Its parts never
 * change; keys that are rotated, or read again, do so within theirs.
 */
record Trust(TokenSettings settings, KeyRing keys, ForeignIssuers foreign, TokenCheck check, TokenWriter writer) {
    /**
     * The first one.
     *
     * @param source where {@code settings} say that our keys are
     * @throws dev.vagus.module.VagusException when keys cannot be read or used; no file was changed
     */
    static Trust first(TokenSettings settings, KeySource source, Surroundings surroundings, Ledger ledger) {
        KeyRing keys = new KeyRing(source, settings.algorithm(), surroundings.clock(), ledger::signedUntil);
        return of(settings, keys, new ForeignIssuers(settings.issuers(), null), surroundings, ledger);
    }

    /**
     * The one for other settings. Keys are read again only where they are other ones; those of other issuers whose file is
     * the same go on as they are, so that one which is being written takes nothing away.
     *
     * @throws dev.vagus.module.VagusException when keys cannot be read or used; no file was changed
     */
    Trust next(TokenSettings other, Surroundings surroundings, Ledger ledger) {
        boolean same = other.keys().equals(settings.keys()) && other.algorithm().equals(settings.algorithm());
        KeyRing ring = same
                ? keys
                : new KeyRing(
                        source(other, surroundings), other.algorithm(), surroundings.clock(), ledger::signedUntil);
        return of(other, ring, new ForeignIssuers(other.issuers(), foreign), surroundings, ledger);
    }

    private static Trust of(
            TokenSettings settings, KeyRing keys, ForeignIssuers foreign, Surroundings surroundings, Ledger ledger) {
        return new Trust(
                settings,
                keys,
                foreign,
                new TokenCheck(settings, keys, foreign),
                new TokenWriter(settings, ledger, surroundings.clock()));
    }

    /** Where settings say that our keys are. */
    static KeySource source(TokenSettings settings, Surroundings surroundings) {
        return KeySource.of(settings.keys(), settings.folder().resolve("keys.json"), surroundings.environment());
    }
}
