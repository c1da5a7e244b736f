package dev.vagus.breaker.internal.engine;

import java.time.Duration;

/**
 * The calls of the last while, in buckets of equal length: the current one and those before it. What is pending belongs to
 * the bucket that was the current one when it came, since the first call of a new bucket moves the window on.
 */
final class TimeWindow extends SlidingWindow {
    private static final int FEWEST_BUCKETS = 10;
    private static final int MOST_BUCKETS = 60;

    private final Duration time;
    private final long bucketNanos;
    private final long[] calls;
    private final long[] failures;
    private final long[] slow;
    private int current;
    private long allCalls;
    private long allFailures;
    private long allSlow;

    /** When the current bucket began; written under the lock. */
    private volatile long begin;

    TimeWindow(Duration time, Thresholds thresholds, long nowNanos) {
        super(thresholds);
        this.time = time;
        int buckets = (int) Math.max(FEWEST_BUCKETS, Math.min(MOST_BUCKETS, time.toSeconds()));
        bucketNanos = (time.toNanos() + buckets - 1) / buckets;
        calls = new long[buckets];
        failures = new long[buckets];
        slow = new long[buckets];
        begin = Math.floorDiv(nowNanos, bucketNanos) * bucketNanos;
    }

    Duration time() {
        return time;
    }

    @Override
    boolean timed() {
        return true;
    }

    @Override
    boolean isOutdated(long nowNanos) {
        return nowNanos - begin >= bucketNanos;
    }

    @Override
    void moveTo(long nowNanos) {
        long steps = Math.floorDiv(nowNanos - begin, bucketNanos);
        if (steps <= 0) {
            return;
        }
        for (long i = Math.min(steps, calls.length); i > 0; i--) {
            current = current + 1 == calls.length ? 0 : current + 1;
            allCalls -= calls[current];
            allFailures -= failures[current];
            allSlow -= slow[current];
            calls[current] = 0;
            failures[current] = 0;
            slow[current] = 0;
        }
        begin += steps * bucketNanos;
    }

    @Override
    void addSuccesses(long count) {
        calls[current] += count;
        allCalls += count;
    }

    @Override
    void add(boolean callFailed, boolean callSlow) {
        addSuccesses(1);
        if (callFailed) {
            failures[current]++;
            allFailures++;
        }
        if (callSlow) {
            slow[current]++;
            allSlow++;
        }
    }

    @Override
    long calls() {
        return allCalls;
    }

    @Override
    long failures() {
        return allFailures;
    }

    @Override
    long slow() {
        return allSlow;
    }
}
