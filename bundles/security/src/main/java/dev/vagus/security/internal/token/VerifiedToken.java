package dev.vagus.security.internal.token;

import dev.vagus.security.TokenInfo;
import dev.vagus.security.internal.access.ScopeSet;
import dev.vagus.security.internal.key.TrustedKey;
import dev.vagus.spi.Credential;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that was accepted when it was checked; whether it still is, {@link Tokens#standing} says. What it says never
 * changes; what was found of it last is for the engine that made it.
 */
public final class VerifiedToken implements Credential {
    private static final long NANOS_OF_MILLI = 1_000_000;

    private final TokenInfo info;
    private final ScopeSet scopes;
    private final InheritedToken inherited = new InheritedToken(this);
    final Header header;
    final Claims claims;

    /** By which its signature is right. */
    final TrustedKey key;

    /** Who made it; another one does not know it. */
    final Object engine;

    volatile Proof proof;

    VerifiedToken(TokenCheck.Accepted accepted, Object engine, Proof proof) {
        this.header = accepted.header();
        this.claims = accepted.claims();
        this.key = accepted.key();
        this.engine = engine;
        this.proof = proof;
        this.info = new TokenInfo(
                claims.id(),
                claims.issuer(),
                claims.module(),
                claims.user(),
                claims.scopes(),
                claims.audience(),
                claims.issuedAt() == null ? null : Instant.ofEpochMilli(claims.issuedAt()),
                Instant.ofEpochMilli(claims.expires()),
                key.id(),
                key.algorithm().getName(),
                false,
                false);
        this.scopes = ScopeSet.of(claims.scopes());
    }

    /**
     * What was found of it last. Immutable.
     *
     * @param epoch that of the ledger, read before it was looked at; counts no more when there is another one
     * @param rejected why it is not accepted; null while it is
     * @param endNanos its end by the monotonic clock, in nanoseconds, as it was foreseen then
     * @param endMillis its end by the wall clock, in milliseconds since 1970
     */
    record Proof(long epoch, @Nullable RejectedToken rejected, long endNanos, long endMillis) {
        /** Of one that is accepted until then. */
        static Proof until(long end, long epoch, long nowNanos, long nowMillis) {
            return new Proof(epoch, null, nowNanos + (end - nowMillis) * NANOS_OF_MILLI, end);
        }

        /** Of one that is accepted until then, which may be as before: then both clocks stay together as they were. */
        Proof accepted(long end, long at, long nowNanos, long nowMillis) {
            return end == endMillis ? new Proof(at, null, endNanos, endMillis) : until(end, at, nowNanos, nowMillis);
        }

        /** Of one that is not. */
        Proof not(RejectedToken why, long at) {
            return new Proof(at, why, endNanos, endMillis);
        }
    }

    /** What it says. */
    public TokenInfo info() {
        return info;
    }

    /** What it allows. */
    public ScopeSet scopes() {
        return scopes;
    }

    /** Whether this module may show it. */
    boolean isFor(String module) {
        String only = claims.module();
        return only.isEmpty() || only.equals(module);
    }

    @Override
    public Credential inherited() {
        return inherited;
    }

    @Override
    public String subject() {
        return info.subject();
    }

    /** Says which token it is, without it. */
    @Override
    public String toString() {
        return "token " + info.id() + " of " + info.subject();
    }
}
