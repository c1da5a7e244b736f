package dev.vagus.security.internal.token;

import dev.vagus.security.internal.key.ForeignIssuers;
import dev.vagus.security.internal.ledger.Issue;
import dev.vagus.security.internal.ledger.Ledger;
import dev.vagus.spi.Credential;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where tokens are shown: recognises those that are known, and has the others checked.
 *
 * <p>A known token costs a few volatile reads. It holds the epoch of the ledger at which it was last found good; a revocation,
 * or a key that another issuer took away, raises the epoch, so the next call asks again. The epoch is read before the
 * question, never after: what changes in between is noticed by the call after that. Thread-safe.
 */
final class TokenDesk {
    private static final String BEARER = "bearer ";
    private static final long MILLI = 1_000_000;

    private final TokenCheck check;
    private final Ledger ledger;
    private final ForeignIssuers foreign;
    private final Surroundings surroundings;
    private final TokenMemory memory;
    private final Throttle throttle = new Throttle();
    private final Watch watch;
    private final AtomicBoolean tending = new AtomicBoolean();
    private final AtomicLong reread;
    private volatile boolean closed;

    TokenDesk(TokenCheck check, Ledger ledger, ForeignIssuers foreign, Surroundings surroundings) {
        this.check = check;
        this.ledger = ledger;
        this.foreign = foreign;
        this.surroundings = surroundings;
        this.memory = new TokenMemory(surroundings.nanos());
        long now = surroundings.nanos().getAsLong();
        this.watch = new Watch(surroundings.clock(), now);
        this.reread = new AtomicLong(now);
    }

    /** What came of an access token, whoever may show it. */
    Credential look(String given, String module, long nanos) {
        VerifiedToken known = memory.recognise(given);
        if (known == null) {
            return learn(given, module, nanos);
        }
        RejectedToken why = standing(known, nanos);
        if (why == null) {
            return known;
        }
        memory.forget(given);
        return why;
    }

    @Nullable
    RejectedToken standing(VerifiedToken token, long nanos) {
        if (token.proven != ledger.epoch() || token.engine != this) {
            RejectedToken why = reconsider(token);
            if (why != null) {
                return why;
            }
        }
        Watch.Look look = watch.look();
        if (look.isOld(nanos)) {
            look = lookAgain(nanos);
        }
        return nanos - token.endNanos >= 0 || look.millis(nanos) >= token.endMillis ? Rejections.EXPIRED : null;
    }

    private @Nullable RejectedToken reconsider(VerifiedToken token) {
        long now = ledger.epoch();
        if (token.engine != this || closed) {
            return Rejections.UNKNOWN;
        }
        RejectedToken fate = token.fate;
        if (fate != null) {
            return fate;
        }
        if (ledger.revokes(token.issue)) {
            fate = Rejections.REVOKED;
        } else if (!token.own && !foreign.holds(token.claims.issuer(), token.key)) {
            fate = Rejections.KEY;
        } else {
            token.proven = now;
            return null;
        }
        token.fate = fate;
        return fate;
    }

    private Watch.Look lookAgain(long nanos) {
        if (tending.compareAndSet(false, true)) {
            try {
                surroundings.background().execute(this::tend);
            } catch (RejectedExecutionException e) {
                // It stops; whoever shows an unknown token reads the files then.
                tending.set(false);
            }
        }
        return watch.again(nanos);
    }

    private void tend() {
        try {
            readForeign(surroundings.nanos().getAsLong());
            sweep();
        } finally {
            tending.set(false);
        }
    }

    private void readForeign(long nanos) {
        long last = reread.get();
        boolean due = !foreign.isEmpty() && nanos - last >= Watch.SECOND && reread.compareAndSet(last, nanos);
        if (due && foreign.reread()) {
            ledger.advance();
            memory.forgetRejected();
        }
    }

    /** Forgets tokens that are not accepted any more. */
    void sweep() {
        long nanos = surroundings.nanos().getAsLong();
        memory.forget(token -> standing(token, nanos) != null);
    }

    private Credential learn(String given, String module, long nanos) {
        CompactForm form = CompactForm.of(bare(given));
        if (form == null) {
            RejectedToken paused = paused(module, nanos);
            return paused != null ? paused : failed(Rejections.MALFORMED, module, nanos);
        }
        readForeign(nanos);
        TokenMemory.Digest digest = TokenMemory.Digest.of(form.text());
        VerifiedToken known = memory.verified(digest);
        if (known == null) {
            RejectedToken rejected = memory.rejected(digest);
            if (rejected != null) {
                return rejected;
            }
            Credential found = check(form, digest, module, nanos);
            if (!(found instanceof VerifiedToken)) {
                return found;
            }
            known = memory.remember(digest, (VerifiedToken) found);
        }
        RejectedToken why = standing(known, nanos);
        if (why != null) {
            memory.forget(digest);
            return why;
        }
        memory.remember(given, known);
        return known;
    }

    private Credential check(CompactForm form, TokenMemory.Digest digest, String module, long nanos) {
        RejectedToken paused = paused(module, nanos);
        if (paused != null) {
            return paused;
        }
        long epoch = ledger.epoch();
        if (closed) {
            return Rejections.UNKNOWN;
        }
        long now = surroundings.clock().millis();
        TokenCheck.Result result = check.check(form, false, now);
        TokenCheck.Accepted accepted = result.accepted();
        RejectedToken why = result.rejected();
        if (accepted != null) {
            VerifiedToken.Ends ends = new VerifiedToken.Ends(nanos + (accepted.end() - now) * MILLI, accepted.end());
            VerifiedToken token = new VerifiedToken(accepted, this, ends, epoch);
            if (!ledger.revokes(token.issue)) {
                return token;
            }
            why = Rejections.REVOKED;
        }
        if (!result.proven()) {
            failed(why, module, nanos);
        }
        if (why != Rejections.NOT_YET) {
            memory.remember(digest, why);
            if (ledger.epoch() != epoch) {
                // With other keys it might have been accepted.
                memory.forgetRejected();
            }
        }
        return why;
    }

    /** The claims of a refresh token that is accepted, but for whether it was used. */
    Claims refresh(String given, String module, long nanos) {
        RejectedToken paused = paused(module, nanos);
        if (paused != null) {
            throw TokenEngine.refused(paused);
        }
        CompactForm form = CompactForm.of(bare(given));
        if (form == null) {
            throw TokenEngine.refused(failed(Rejections.MALFORMED, module, nanos));
        }
        TokenCheck.Result result = check.check(form, true, surroundings.clock().millis());
        TokenCheck.Accepted accepted = result.accepted();
        if (accepted == null) {
            throw TokenEngine.refused(result.proven() ? result.rejected() : failed(result.rejected(), module, nanos));
        }
        Claims claims = accepted.claims();
        if (ledger.revokes(issue(claims, true))) {
            throw TokenEngine.refused(Rejections.REVOKED);
        }
        return claims;
    }

    static Issue issue(Claims claims, boolean own) {
        return new Issue(
                claims.id(),
                own ? claims.family() : "",
                claims.user(),
                claims.module(),
                own ? claims.sequence() : 0,
                claims.issuedAt());
    }

    private @Nullable RejectedToken paused(String module, long nanos) {
        Duration pause = throttle.pause(module, nanos);
        return pause == null ? null : Rejections.throttled(pause);
    }

    private RejectedToken failed(RejectedToken why, String module, long nanos) {
        throttle.failed(module, nanos);
        return why;
    }

    /** Without the name of the scheme, in which case does not count. */
    private static String bare(String given) {
        return given.regionMatches(true, 0, BEARER, 0, BEARER.length()) ? given.substring(BEARER.length()) : given;
    }

    long known() {
        return memory.size();
    }

    void close() {
        closed = true;
        ledger.advance();
        memory.clear();
    }
}
