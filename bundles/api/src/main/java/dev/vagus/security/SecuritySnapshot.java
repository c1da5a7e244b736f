package dev.vagus.security;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How security is at one moment. Holds no key and no token.
 *
 * @param enabled whether it is on
 * @param source what says so: {@code default}, {@code dev.vagus.security}, {@code dev.vagus.security, which is wrong},
 *     {@code code}, or {@code required gates}: nothing says so, but what was guarded before stays guarded
 * @param spec how it is, or would be
 * @param guarded what has written down that it needs security: {@code registry}, {@code bus}, {@code events}
 * @param issuer the name under which tokens are issued here
 * @param issuers the names of all issuers whose tokens are accepted
 * @param algorithms the algorithms of signatures that are accepted
 * @param keys the keys, newest first, signatures before encryption
 * @param allowed how many accesses were allowed on behalf of a token or by a grant since the start
 * @param refused how many were refused
 * @param knownTokens how many checked tokens are remembered now
 * @param revocations how many revocations are in force
 * @param tokenChecks what came of the tokens that were shown since the start
 */
public record SecuritySnapshot(
        boolean enabled,
        String source,
        SecuritySpec spec,
        Set<String> guarded,
        String issuer,
        List<String> issuers,
        List<String> algorithms,
        List<Key> keys,
        long allowed,
        long refused,
        long knownTokens,
        long revocations,
        TokenChecks tokenChecks) {
    /** One that knows nothing of tokens that were shown. */
    public SecuritySnapshot(
            boolean enabled,
            String source,
            SecuritySpec spec,
            Set<String> guarded,
            String issuer,
            List<String> issuers,
            List<String> algorithms,
            List<Key> keys,
            long allowed,
            long refused,
            long knownTokens,
            long revocations) {
        this(
                enabled,
                source,
                spec,
                guarded,
                issuer,
                issuers,
                algorithms,
                keys,
                allowed,
                refused,
                knownTokens,
                revocations,
                TokenChecks.NONE);
    }

    /** Copies the collections. */
    public SecuritySnapshot {
        guarded = Set.copyOf(guarded);
        issuers = List.copyOf(issuers);
        algorithms = List.copyOf(algorithms);
        keys = List.copyOf(keys);
    }

    /**
     * What came of tokens that were shown, each time that one was, whatever it was shown for. What a token did not allow is none
     * of this: that is among {@link #refused}.
     *
     * @param known how often one was accepted that was remembered as checked
     * @param verified how often one was accepted whose signature was checked
     * @param refused how often one was not accepted, by the rule; none by which none was
     */
    public record TokenChecks(long known, long verified, Map<AccessRule, Long> refused) {
        /** No token was shown. */
        public static final TokenChecks NONE = new TokenChecks(0, 0, Map.of());

        /** Copies the map. */
        public TokenChecks {
            refused = Map.copyOf(refused);
        }
    }

    /**
     * What may be told of a key.
     *
     * @param id its id
     * @param use {@code sig} or {@code enc}
     * @param algorithm what it is for
     * @param created when it was made; null when that is not known
     * @param retired since when nothing new is made with it; null while it is in use
     */
    public record Key(
            String id,
            String use,
            String algorithm,
            @Nullable Instant created,
            @Nullable Instant retired) {}
}
