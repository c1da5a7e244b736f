package dev.vagus.security.internal.token;

import dev.vagus.security.TokenInfo;
import dev.vagus.security.internal.access.ScopeSet;
import dev.vagus.security.internal.key.TrustedKey;
import dev.vagus.security.internal.ledger.Issue;
import dev.vagus.spi.Credential;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that was accepted when it was checked; whether it still is, {@link Tokens#standing} says. What it says never
 * changes; what became of it is a hint for the engine that made it.
 */
public final class VerifiedToken implements Credential {
    private final TokenInfo info;
    private final ScopeSet scopes;
    private final InheritedToken inherited = new InheritedToken(this);
    final Claims claims;
    final boolean own;
    final Issue issue;
    final TrustedKey key;

    /** Who made it; another one does not know it. */
    final Object engine;

    /** The end by the monotonic clock, in nanoseconds, as it was foreseen when it was checked. */
    final long endNanos;

    /** The end by the wall clock, in milliseconds since 1970. */
    final long endMillis;

    /** The epoch of the ledger when it was last found not to be revoked. */
    volatile long proven;

    /** Why it is not accepted any more; for good. */
    volatile @Nullable RejectedToken fate;

    VerifiedToken(TokenCheck.Accepted accepted, Object engine, Ends ends, long proven) {
        this.claims = accepted.claims();
        this.own = accepted.own();
        this.key = accepted.key();
        this.engine = engine;
        this.endNanos = ends.nanos;
        this.endMillis = ends.millis;
        this.proven = proven;
        this.issue = TokenDesk.issue(claims, own);
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

    /** When a token ends, by the monotonic clock and by the wall clock. */
    record Ends(long nanos, long millis) {}

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
