package dev.vagus.breaker.internal.engine;

import dev.vagus.module.ErrorCategory;

/** The permit of a breaker that is switched off: how the call ends changes nothing. */
enum Unwatched implements Permit {
    INSTANCE;

    @Override
    public boolean timed() {
        return false;
    }

    @Override
    public void succeed(long durationNanos, long nowNanos) {
        // Nobody looks.
    }

    @Override
    public void succeed() {
        // Nobody looks.
    }

    @Override
    public void fail(ErrorCategory category, long durationNanos, long nowNanos) {
        // Nobody looks.
    }

    @Override
    public void fail(ErrorCategory category) {
        // Nobody looks.
    }

    @Override
    public void ignore() {
        // Nobody looks.
    }
}
