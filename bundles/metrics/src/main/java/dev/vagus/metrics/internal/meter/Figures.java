package dev.vagus.metrics.internal.meter;

import dev.vagus.module.ErrorCategory;
import java.util.Collections;
import java.util.EnumMap;
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

    /** Nothing. */
    public static final Figures NONE =
            new Figures(0, 0, Map.of(), 0, 0, Histogram.empty(Scale.NANOS), Histogram.empty(Scale.MILLIS));

    /**
     * What has come since an earlier reading of the same series; all of it when the series has begun anew meanwhile. The
     * maximum is exact when it is a new one, and otherwise the end of the highest bucket.
     */
    public Figures since(Figures earlier) {
        if (begun < earlier.begun || succeeded < earlier.succeeded || sumNanos < earlier.sumNanos) {
            return this;
        }
        Map<ErrorCategory, Long> more = new EnumMap<>(ErrorCategory.class);
        failed.forEach((category, count) -> {
            long known = earlier.failed.getOrDefault(category, 0L);
            if (count > known) {
                more.put(category, count - known);
            }
        });
        Histogram took = this.took.since(earlier.took);
        return new Figures(
                begun - earlier.begun,
                succeeded - earlier.succeeded,
                Collections.unmodifiableMap(more),
                sumNanos - earlier.sumNanos,
                maxNanos > earlier.maxNanos ? maxNanos : Math.min(maxNanos, took.bound()),
                took,
                waited.since(earlier.waited));
    }

    /** What it takes in memory, about, in bytes. */
    public int bytes() {
        return 64 + (failed.isEmpty() ? 0 : 128) + took.bytes() + waited.bytes();
    }

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
