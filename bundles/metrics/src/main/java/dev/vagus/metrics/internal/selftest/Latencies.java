package dev.vagus.metrics.internal.selftest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts lengths of time in steps of at most an eighth, from 1 ns on; small, and never grows. Thread-safe. */
final class Latencies {
    private static final int STEPS = 8;
    private static final int STEP_BITS = 3;

    private final AtomicLongArray counts = new AtomicLongArray(Long.SIZE * STEPS);

    void add(long nanos) {
        counts.incrementAndGet(step(Math.max(nanos, 1)));
    }

    private static int step(long nanos) {
        int high = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        if (high < STEP_BITS) {
            return (int) nanos;
        }
        return high * STEPS + (int) (nanos >>> (high - STEP_BITS)) % STEPS;
    }

    /** Below which so many per cent are, at most an eighth too much; zero when there was none. */
    Duration percentile(double percent) {
        long total = 0;
        for (int i = 0; i < counts.length(); i++) {
            total += counts.get(i);
        }
        long rank = (long) Math.ceil(total * percent / 100);
        long seen = 0;
        for (int i = 0; i < counts.length() && rank > 0; i++) {
            seen += counts.get(i);
            if (seen >= rank) {
                return Duration.ofNanos(upperEnd(i));
            }
        }
        return Duration.ZERO;
    }

    private static long upperEnd(int step) {
        int high = step / STEPS;
        if (high < STEP_BITS) {
            return step;
        }
        return (STEPS + step % STEPS + 1L << (high - STEP_BITS)) - 1;
    }
}
