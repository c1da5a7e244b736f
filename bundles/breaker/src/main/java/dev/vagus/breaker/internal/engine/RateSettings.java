package dev.vagus.breaker.internal.engine;

import java.time.Duration;

/**
 * How many calls in which time a {@link RateLimit} lets through.
 *
 * @param limit {@code rate.limit}: so many in each period, evenly; 1 to 1,000,000, and at most one per nanosecond
 * @param period {@code rate.period.ms}: 1 ms to 1 h
 * @param burst {@code rate.burst}: how many may come at once after a rest; 1 to 1,000,000
 */
public record RateSettings(int limit, Duration period, int burst) {
    private static final int MAX = 1_000_000;

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the key, the value and what is allowed
     */
    public RateSettings {
        Requirement.of(limit >= 1 && limit <= MAX, "rate.limit must be from 1 to " + MAX, limit);
        Requirement.of(
                period.toMillis() >= 1 && period.compareTo(Duration.ofHours(1)) <= 0,
                "rate.period.ms must be from 1 to 3600000",
                period.toMillis());
        Requirement.of(burst >= 1 && burst <= MAX, "rate.burst must be from 1 to " + MAX, burst);
    }

    /** So many per second, as many of them at once. */
    public static RateSettings perSecond(int limit) {
        return new RateSettings(limit, Duration.ofSeconds(1), limit);
    }

    /** From one call to the next at an even pace; rounded up, so that never more than the limit come. */
    long intervalNanos() {
        return (period.toNanos() + limit - 1) / limit;
    }

    /** How much sooner than at an even pace a call may come. */
    long aheadNanos() {
        return (burst - 1) * intervalNanos();
    }
}
