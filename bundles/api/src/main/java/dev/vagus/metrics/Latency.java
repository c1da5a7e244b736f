package dev.vagus.metrics;

import java.time.Duration;

/**
 * How long things took. Percentiles come from a histogram and are off by at most a 32nd of their value, or 8 ns. Immutable.
 *
 * @param count how many were timed; a few may not be among those that are counted as over, or the other way round
 * @param average their sum by their number; zero when there were none
 * @param p50 which half of them did not exceed
 * @param p95 which 95 of 100 did not exceed
 * @param p99 which 99 of 100 did not exceed
 * @param max the longest; may be up to a 16th too long when something before took longer
 */
public record Latency(long count, Duration average, Duration p50, Duration p95, Duration p99, Duration max) {
    /** That of nothing. */
    public static final Latency NONE =
            new Latency(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
