package dev.vagus.security.internal.token;

import dev.vagus.security.internal.key.ForeignIssuers;
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
 * <p>A known token costs a few volatile reads. It holds the epoch of the ledger at which it was last looked at; a revocation,
 * other settings or keys, or a key that another issuer took away, raise the epoch, so the next call judges it again, by all
 * but its signature. The epoch is read before the question, never after: what changes in between is noticed by the call after
 * that. One that only the settings refuse stays known, since others may accept it again. Thread-safe.
 */
final class TokenDesk {
    private static final String BEARER = "bearer ";

    private final Ledger ledger;
    private final Surroundings surroundings;
    private final TokenMemory memory;
    private final Throttle throttle = new Throttle();
    private final TokenTally tally = new TokenTally();
    private final Watch watch;
    private final AtomicBoolean tending = new AtomicBoolean();
    private final AtomicLong reread;
    private volatile Trust trust;
    private volatile boolean closed;

    TokenDesk(Trust trust, Ledger ledger, Surroundings surroundings) {
        this.trust = trust;
        this.ledger = ledger;
        this.surroundings = surroundings;
        this.memory = new TokenMemory(surroundings.nanos());
        long now = surroundings.nanos().getAsLong();
        this.watch = new Watch(surroundings.clock(), now);
        this.reread = new AtomicLong(now);
    }

    /** By what tokens are issued and checked now. */
    Trust trust() {
        return trust;
    }

    /** Goes by another one: every check that begins after this has returned does, also of tokens that are known. */
    void trust(Trust next) {
        trust = next;
        ledger.advance();
        memory.forgetRejected();
    }

    /**
     * What came of an access token.
     *
     * @param blamed the module against which it counts when it is none
     * @param by who shows it; null when it does not matter which module may
     */
    Credential look(String given, String blamed, @Nullable String by, long nanos) {
        VerifiedToken known = memory.recognise(given);
        if (known == null) {
            return learn(given, blamed, by, nanos);
        }
        RejectedToken why = standing(known, nanos);
        if (why != null) {
            if (Rejections.isFinal(why)) {
                memory.forget(given);
            }
            return tally.refused(why);
        }
        if (by != null && !known.isFor(by)) {
            return tally.refused(Rejections.MODULE);
        }
        tally.known();
        return known;
    }

    @Nullable
    RejectedToken standing(VerifiedToken token, long nanos) {
        VerifiedToken.Proof proof = token.proof;
        if (proof.epoch() != ledger.epoch() || token.engine != this) {
            proof = reconsider(token, nanos);
        }
        if (proof.rejected() != null) {
            return proof.rejected();
        }
        Watch.Look look = watch.look();
        if (look.isOld(nanos)) {
            look = lookAgain(nanos);
        }
        return nanos - proof.endNanos() >= 0 || look.millis(nanos) >= proof.endMillis() ? Rejections.EXPIRED : null;
    }

    /** Something has changed since it was looked at last. The epoch is read first, and only then what it stands for. */
    private VerifiedToken.Proof reconsider(VerifiedToken token, long nanos) {
        long epoch = ledger.epoch();
        VerifiedToken.Proof before = token.proof;
        if (token.engine != this || closed) {
            return before.not(Rejections.UNKNOWN, epoch);
        }
        if (before.rejected() == Rejections.REVOKED) {
            return before;
        }
        long now = surroundings.clock().millis();
        TokenCheck.Result result = trust.check().again(token, now);
        TokenCheck.Accepted accepted = result.accepted();
        VerifiedToken.Proof found;
        if (accepted == null) {
            found = before.not(result.rejected(), epoch);
        } else if (ledger.revokes(token.claims.issue(accepted.own()))) {
            found = before.not(Rejections.REVOKED, epoch);
        } else {
            found = before.accepted(accepted.end(), epoch, nanos, now);
        }
        if (!result.isPassing()) {
            token.proof = found;
        }
        return found;
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
        ForeignIssuers foreign = trust.foreign();
        long last = reread.get();
        boolean due = !foreign.isEmpty() && nanos - last >= Watch.SECOND && reread.compareAndSet(last, nanos);
        if (due && foreign.reread()) {
            ledger.advance();
            memory.forgetRejected();
        }
    }

    /** Forgets tokens that will never be accepted again. */
    void sweep() {
        long nanos = surroundings.nanos().getAsLong();
        memory.forget(token -> {
            RejectedToken why = standing(token, nanos);
            return why != null && Rejections.isFinal(why);
        });
    }

    private Credential learn(String given, String module, @Nullable String by, long nanos) {
        CompactForm form = CompactForm.of(bare(given));
        if (form == null) {
            RejectedToken paused = paused(module, nanos);
            return tally.refused(paused != null ? paused : failed(Rejections.MALFORMED, module, nanos));
        }
        readForeign(nanos);
        TokenMemory.Digest digest = TokenMemory.Digest.of(form.text());
        VerifiedToken known = memory.verified(digest);
        boolean fresh = known == null;
        if (known == null) {
            RejectedToken rejected = memory.rejected(digest);
            if (rejected != null) {
                return tally.refused(rejected);
            }
            Credential found = check(form, digest, module, nanos);
            if (found instanceof RejectedToken why) {
                return tally.refused(why);
            }
            known = memory.remember(digest, (VerifiedToken) found);
        }
        RejectedToken why = standing(known, nanos);
        if (why != null) {
            if (Rejections.isFinal(why)) {
                memory.forget(digest);
            }
            return tally.refused(why);
        }
        memory.remember(given, known);
        if (by != null && !known.isFor(by)) {
            return tally.refused(Rejections.MODULE);
        }
        if (fresh) {
            tally.verified();
        } else {
            tally.known();
        }
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
        TokenCheck.Result result = trust.check().check(form, false, now);
        TokenCheck.Accepted accepted = result.accepted();
        RejectedToken why = result.rejected();
        if (accepted != null) {
            if (!ledger.revokes(accepted.claims().issue(accepted.own()))) {
                return new VerifiedToken(accepted, this, VerifiedToken.Proof.until(accepted.end(), epoch, nanos, now));
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

    /** Counts what was shown. */
    TokenTally tally() {
        return tally;
    }

    /** The claims of a refresh token that is accepted, but for whether it was used. */
    Claims refresh(String given, String module, long nanos) {
        RejectedToken paused = paused(module, nanos);
        if (paused != null) {
            throw TokenEngine.refused(tally.refused(paused));
        }
        CompactForm form = CompactForm.of(bare(given));
        if (form == null) {
            throw TokenEngine.refused(tally.refused(failed(Rejections.MALFORMED, module, nanos)));
        }
        TokenCheck.Result result =
                trust.check().check(form, true, surroundings.clock().millis());
        TokenCheck.Accepted accepted = result.accepted();
        if (accepted == null) {
            RejectedToken why = result.rejected();
            throw TokenEngine.refused(tally.refused(result.proven() ? why : failed(why, module, nanos)));
        }
        Claims claims = accepted.claims();
        if (ledger.revokes(claims.issue(true))) {
            throw TokenEngine.refused(tally.refused(Rejections.REVOKED));
        }
        return claims;
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
