package dev.vagus.breaker.internal.engine;

import dev.vagus.delivery.count.StripedCounter;
import org.jspecify.annotations.Nullable;

/**
 * The last calls, or those of the last while, and whether too many of them failed or were slow. Thread-safe.
 *
 * <p>A success that is not slow can only lower the rates. So it may open the breaker in two cases alone: when it brings the
 * window to its minimum of calls, or when older calls leave a window of time. In all others it is {@code pending}: added to a
 * counter whose cells have one writer each, without lock or atomic operation. Everything else takes the lock, first moves
 * what is pending into the window, then itself, and looks at the rates. {@code exact} says that the first case is near: the
 * window is below its minimum and not without fault; then successes take the lock too. {@link #isOutdated} says the second.
 *
 * <p>Invariants. Guarded by this object's lock: everything but {@code pending}; {@code exact} and {@code thresholds} are
 * written under it and read without. {@code drained} is how much of {@code pending} is in the window; both only grow, so every
 * success is moved once. In any history where calls end one after another the window holds exactly what one under a lock would.
 *
 * <p>Accepted: where calls end at once, a thread that has read {@code exact} may add its success after a failure that came
 * later, or after the window of time moved on: each thread at most the one call that it is ending.
 */
abstract class SlidingWindow {
    private final StripedCounter pending = new StripedCounter();
    private long drained;
    private volatile boolean exact;
    private volatile Thresholds thresholds;

    SlidingWindow(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** Whether calls have to come with their duration and time. */
    boolean timed() {
        return thresholds.slowNanos() != Long.MAX_VALUE;
    }

    /** Whether older calls may have to leave, by this clock. Called without the lock. */
    abstract boolean isOutdated(long nowNanos);

    /** Lets older calls leave. */
    abstract void moveTo(long nowNanos);

    /** Adds calls that neither failed nor were slow. */
    abstract void addSuccesses(long count);

    abstract void add(boolean failed, boolean slow);

    /** How many calls it holds, how many failed, how many were slow. */
    abstract long calls();

    abstract long failures();

    abstract long slow();

    /** A success; returns what is too high now, for people, or null. */
    final @Nullable String succeed(long durationNanos, long nowNanos) {
        boolean slow = thresholds.isSlow(durationNanos);
        if (exact || slow || isOutdated(nowNanos)) {
            return record(false, slow, nowNanos);
        }
        pending.increment();
        return null;
    }

    /** A failure; returns what is too high now, for people, or null. */
    final @Nullable String fail(long durationNanos, long nowNanos) {
        return record(true, thresholds.isSlow(durationNanos), nowNanos);
    }

    private synchronized @Nullable String record(boolean failed, boolean slow, long nowNanos) {
        drain();
        moveTo(nowNanos);
        add(failed, slow);
        Thresholds current = thresholds;
        boolean isNear = calls() < current.minCalls() && failures() + slow() > 0;
        if (exact != isNear) {
            exact = isNear; // Not written for nothing: every success of other threads reads it.
        }
        return current.exceeded(figures(current));
    }

    final void drain() {
        long sum = pending.sum();
        addSuccesses(sum - drained);
        drained = sum;
    }

    /** Takes up other thresholds; they hold from the next call on. */
    final synchronized void thresholds(Thresholds fresh) {
        thresholds = fresh;
        exact = true;
    }

    /** What it holds at this moment. The next call looks at the rates, since this may have let older calls leave. */
    final synchronized Figures figures(long nowNanos) {
        drain();
        moveTo(nowNanos);
        exact = true;
        return figures(thresholds);
    }

    private Figures figures(Thresholds by) {
        long calls = calls();
        return new Figures(calls, failures(), slow(), by.rate(failures(), calls), by.rate(slow(), calls));
    }
}
