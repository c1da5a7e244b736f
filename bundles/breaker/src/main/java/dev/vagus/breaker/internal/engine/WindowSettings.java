package dev.vagus.breaker.internal.engine;

import java.time.Duration;

/**
 * What a sliding window holds and which share of failed or slow calls opens the breaker.
 *
 * @param kind {@code breaker.window}
 * @param calls {@code breaker.window.calls}: how many calls a window of calls holds, 1 to 100,000
 * @param time {@code breaker.window.ms}: how far a window of time reaches back, 100 ms to 1 h; in steps of a sixtieth, of a
 *     second below a minute, of a tenth below ten seconds
 * @param minCalls {@code breaker.min.calls}: no rate counts while the window holds fewer; at least 1. Where a window of calls
 *     is smaller, its size counts instead
 * @param failureRate {@code breaker.failure.rate}: percent of failed calls that opens, above 0 and up to 100
 * @param slow {@code breaker.slow.ms}: a call that takes longer is slow; zero for no such thing
 * @param slowRate {@code breaker.slow.rate}: percent of slow calls that opens, above 0 and up to 100
 */
public record WindowSettings(
        WindowKind kind, int calls, Duration time, int minCalls, double failureRate, Duration slow, double slowRate) {
    private static final int MAX_CALLS = 100_000;
    private static final Duration MIN_TIME = Duration.ofMillis(100);
    private static final Duration MAX_TIME = Duration.ofHours(1);

    /**
     * No window; were there one, it would hold 100 calls or a minute, need 20 calls and open at 50 % failures. 20 calls and
     * 50 % of a minute are Moleculer's defaults, 100 calls, 50 % and 100 % slow calls resilience4j's.
     */
    public static final WindowSettings NONE =
            new WindowSettings(WindowKind.NONE, 100, Duration.ofMinutes(1), 20, 50, Duration.ZERO, 100);

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the key, the value and what is allowed
     */
    public WindowSettings {
        Requirement.of(calls >= 1 && calls <= MAX_CALLS, "breaker.window.calls must be from 1 to " + MAX_CALLS, calls);
        Requirement.of(
                time.compareTo(MIN_TIME) >= 0 && time.compareTo(MAX_TIME) <= 0,
                "breaker.window.ms must be from 100 to 3600000",
                time.toMillis());
        Requirement.of(minCalls >= 1, "breaker.min.calls must be at least 1", minCalls);
        Requirement.of(isPercentage(failureRate), "breaker.failure.rate must be above 0 and at most 100", failureRate);
        Requirement.of(!slow.isNegative(), "breaker.slow.ms must not be negative", slow.toMillis());
        Requirement.of(isPercentage(slowRate), "breaker.slow.rate must be above 0 and at most 100", slowRate);
    }

    private static boolean isPercentage(double rate) {
        return rate > 0 && rate <= 100;
    }

    /** The thresholds, as the window wants them. */
    Thresholds thresholds() {
        int needed = kind == WindowKind.CALLS ? Math.min(minCalls, calls) : minCalls;
        return new Thresholds(needed, failureRate, slowNanos(), slowRate);
    }

    /** From which duration on a call is slow; the maximum for never. */
    long slowNanos() {
        return slow.isZero() ? Long.MAX_VALUE : slow.toNanos();
    }
}
