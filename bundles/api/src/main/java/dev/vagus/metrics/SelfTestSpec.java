package dev.vagus.metrics;

import java.time.Duration;

/**
 * Which self-test is to be run. Immutable; start from {@link #BASIC}, {@link #STRESS} or {@link #FULL}.
 *
 * @param kind what is tried
 * @param duration how long the load lasts; nothing for {@link Kind#BASIC}
 * @param concurrency how many threads make it, for each of messages, calls and events; nothing for {@link Kind#BASIC}
 */
public record SelfTestSpec(Kind kind, Duration duration, int concurrency) {
    /** What is tried. */
    public enum Kind {
        /** Everything once. */
        BASIC,
        /** Messages, calls and events under load, each of them counted. */
        STRESS,
        /** Both, one after the other. */
        FULL
    }

    /** How many threads make a load at most. */
    public static final int MOST_CONCURRENT = 64;

    /** The longest load. */
    public static final Duration LONGEST = Duration.ofHours(24);

    /** Everything once. */
    public static final SelfTestSpec BASIC = new SelfTestSpec(Kind.BASIC, Duration.ofSeconds(30), 2);

    /** A load for 30 seconds, the time of the system that Vagus re-implements, by two threads for each concern. */
    public static final SelfTestSpec STRESS = new SelfTestSpec(Kind.STRESS, Duration.ofSeconds(30), 2);

    /** Everything once, then the load of {@link #STRESS}. */
    public static final SelfTestSpec FULL = new SelfTestSpec(Kind.FULL, Duration.ofSeconds(30), 2);

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the value and what is allowed
     */
    public SelfTestSpec {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the duration of a self-test must be above zero and at most " + LONGEST + ", but is " + duration);
        }
        if (concurrency < 1 || concurrency > MOST_CONCURRENT) {
            throw new IllegalArgumentException(
                    "the concurrency of a self-test must be from 1 to " + MOST_CONCURRENT + ", but is " + concurrency);
        }
    }

    /** The same for this long. */
    public SelfTestSpec lasting(Duration time) {
        return new SelfTestSpec(kind, time, concurrency);
    }

    /** The same with so many threads for each concern. */
    public SelfTestSpec concurrent(int threads) {
        return new SelfTestSpec(kind, duration, threads);
    }
}
