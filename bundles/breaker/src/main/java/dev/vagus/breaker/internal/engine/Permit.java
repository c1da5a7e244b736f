package dev.vagus.breaker.internal.engine;

import dev.vagus.module.ErrorCategory;

/**
 * The leave of a {@link Breaker} for one call, which its owner ends by exactly one of the methods below, once, on any
 * thread. It belongs to the state that granted it: when the breaker has changed its state since, how the call ends changes
 * nothing. A permit that is never ended costs a half-open breaker a place for a while and is harmless otherwise.
 *
 * <p>Readings of the clock are those of {@code System.nanoTime()}, or whatever clock the breaker was given.
 */
public interface Permit {
    /**
     * Whether a success should come with its duration and time. When not, {@link #succeed()} does the same without a clock. May
     * change when settings do; either way of ending the call then still counts.
     */
    boolean timed();

    /**
     * The call succeeded. Costs some reads and no write unless a call failed lately or there is a sliding window.
     *
     * @param durationNanos how long the call took
     * @param nowNanos the clock when it ended
     */
    void succeed(long durationNanos, long nowNanos);

    /** The call succeeded, and nobody knows how long it took: it counts as not slow. */
    void succeed();

    /**
     * The call failed. It counts when its category does ({@code breaker.categories}) and otherwise as ignored.
     *
     * @param category of the error
     * @param durationNanos how long the call took
     * @param nowNanos the clock when it ended
     */
    void fail(ErrorCategory category, long durationNanos, long nowNanos);

    /** The call failed, and nobody knows how long it took; reads the breaker's clock. */
    void fail(ErrorCategory category);

    /** How the call ended says nothing about what the breaker guards, or it was not made: as if it had not been let through. */
    void ignore();
}
