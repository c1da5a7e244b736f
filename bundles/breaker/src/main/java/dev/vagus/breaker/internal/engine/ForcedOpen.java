package dev.vagus.breaker.internal.engine;

import dev.vagus.breaker.BreakerState;
import org.jspecify.annotations.Nullable;

/** Refuses every call until somebody resets the breaker by force, whatever the settings are meanwhile. */
final class ForcedOpen extends State {
    private final int failuresInARow;
    private final Figures figures;

    ForcedOpen(State before, String reason) {
        super(before, BreakerState.FORCED_OPEN, reason);
        failuresInARow = before.failuresInARow();
        figures = before.figures(breaker().clocks().now());
    }

    @Override
    @Nullable
    Permit admit(long nowNanos) {
        return null;
    }

    @Override
    long retryAfterNanos(long nowNanos) {
        return -1;
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
