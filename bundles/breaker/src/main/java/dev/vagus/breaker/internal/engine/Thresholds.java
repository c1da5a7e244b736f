package dev.vagus.breaker.internal.engine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which rates are too high.
 *
 * @param minCalls none is while there are fewer calls
 * @param failureRate in percent
 * @param slowNanos a call that takes longer is slow
 * @param slowRate in percent
 */
record Thresholds(int minCalls, double failureRate, long slowNanos, double slowRate) {
    boolean isSlow(long durationNanos) {
        return durationNanos > slowNanos;
    }

    /** What is too high, for people; null when nothing is. */
    @Nullable
    String exceeded(Figures figures) {
        if (figures.calls() < minCalls) {
            return null;
        }
        if (figures.failures() * 100.0 >= failureRate * figures.calls()) {
            return rate("failed", figures.failures(), figures.calls());
        }
        if (figures.slow() * 100.0 >= slowRate * figures.calls()) {
            return rate("were slow", figures.slow(), figures.calls());
        }
        return null;
    }

    private static String rate(String what, long of, long calls) {
        return String.format(Locale.ROOT, "%d of the last %d calls %s (%.1f %%)", of, calls, what, of * 100.0 / calls);
    }

    /** A share in percent; -1 while there are too few calls. */
    double rate(long of, long calls) {
        return calls < minCalls || calls == 0 ? -1 : of * 100.0 / calls;
    }
}
