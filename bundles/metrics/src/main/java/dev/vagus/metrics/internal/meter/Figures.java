package dev.vagus.metrics.internal.meter;

import dev.vagus.module.ErrorCategory;
import java.util.Map;

/**
 * What a series has counted since it began. Immutable; the map and the histograms too.
 *
 * @param begun how many have begun; of deliveries, which are counted when they end, as many as have ended
 * @param succeeded how many of them have succeeded
 * @param failed how many have failed, by category; categories without any are absent
 * @param sumNanos how long those that ended took together, in nanoseconds
 * @param maxNanos the longest of them
 * @param took how long they took, in nanoseconds; may hold a few more than have ended while traffic goes on
 * @param waited how long they had waited before, in milliseconds; empty where nothing waits
 */
public record Figures(
        long begun,
        long succeeded,
        Map<ErrorCategory, Long> failed,
        long sumNanos,
        long maxNanos,
        Histogram took,
        Histogram waited) {

    /** How many have failed, for whatever reason. */
    public long failures() {
        long sum = 0;
        for (long count : failed.values()) {
            sum += count;
        }
        return sum;
    }

    /** How many are over. */
    public long ended() {
        return succeeded + failures();
    }

    /** How many are under way. */
    public long inFlight() {
        return begun - ended();
    }
}
