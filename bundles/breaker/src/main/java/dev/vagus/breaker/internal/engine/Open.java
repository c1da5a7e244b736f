package dev.vagus.breaker.internal.engine;

import dev.vagus.breaker.BreakerState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Refuses every call until the recovery time is over; the first call after that makes it half-open. The recovery time is the
 * one of the settings at that moment, counted from when it opened.
 */
final class Open extends State {
    private final long openedNanos;
    private final int failuresInARow;
    private final Figures figures;

    Open(State before, String reason, long nowNanos) {
        super(before, BreakerState.OPEN, reason);
        openedNanos = nowNanos;
        failuresInARow = before.failuresInARow();
        figures = before.figures(nowNanos);
    }

    @Override
    @Nullable
    Permit admit(long nowNanos) {
        if (retryAfterNanos(nowNanos) == 0) {
            breaker().move(this, new HalfOpen(this));
        }
        return null;
    }

    @Override
    long retryAfterNanos(long nowNanos) {
        long recovery = breaker().settings().recovery().toNanos();
        return Math.max(0, recovery - (nowNanos - openedNanos));
    }

    @Override
    Instant nextProbe() {
        return since().plus(breaker().settings().recovery());
    }

    @Override
    int failuresInARow() {
        return failuresInARow;
    }

    @Override
    Figures figures(long nowNanos) {
        return figures;
    }
}
