package dev.vagus.breaker.internal.engine;

import dev.vagus.bus.RedeliveryPolicy;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How often and after which pauses a call is tried again: the pauses are those that the bus makes before it delivers again
 * ({@link RedeliveryPolicy#pauseBefore}). Immutable.
 *
 * @param max {@code retry.max}: how often at most after the first attempt; 0 for never, at most 1,000
 * @param backoff {@code retry.backoff.ms}: the pause before the first retry; at most an hour
 * @param multiplier {@code retry.multiplier}: how much longer each further pause is; 1 to 1,000
 * @param jitter {@code retry.jitter}: by which part at most a pause varies either way; 0 to 1
 * @param maxBackoff {@code retry.backoff.max.ms}: the longest pause, before it varies; at most a day
 */
public record RetrySchedule(int max, Duration backoff, double multiplier, double jitter, Duration maxBackoff) {
    /** No retries; where a policy asks for some, the pauses of the bus hold: 500 ms times 1.5, at most 5 s, ±15 %. */
    public static final RetrySchedule NONE = new RetrySchedule(
            0,
            RedeliveryPolicy.DEFAULT.backoff(),
            RedeliveryPolicy.DEFAULT.multiplier(),
            RedeliveryPolicy.DEFAULT.jitter(),
            RedeliveryPolicy.DEFAULT.maxBackoff());

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the key, the value and what is allowed
     */
    public RetrySchedule {
        Requirement.of(max >= 0 && max <= 1_000, "retry.max must be from 0 to 1000", max);
        Requirement.of(
                isWithin(backoff, Duration.ofHours(1)),
                "retry.backoff.ms must be from 0 to 3600000",
                backoff.toMillis());
        Requirement.of(multiplier >= 1 && multiplier <= 1_000, "retry.multiplier must be from 1 to 1000", multiplier);
        Requirement.of(jitter >= 0 && jitter <= 1, "retry.jitter must be from 0 to 1", jitter);
        Requirement.of(
                isWithin(maxBackoff, Duration.ofDays(1)),
                "retry.backoff.max.ms must be from 0 to 86400000",
                maxBackoff.toMillis());
    }

    private static boolean isWithin(Duration time, Duration most) {
        return !time.isNegative() && time.compareTo(most) <= 0;
    }

    /** The same with so many retries. */
    public RetrySchedule withMax(int retries) {
        return new RetrySchedule(retries, backoff, multiplier, jitter, maxBackoff);
    }

    /** Whether there is another attempt after so many retries. */
    public boolean allows(int retriesSoFar) {
        return retriesSoFar < max;
    }

    /**
     * The pause before a retry.
     *
     * @param retry 1 for the first
     * @param random gives numbers from 0 to 1, such as {@code ThreadLocalRandom.current()::nextDouble}; always 0.5 for the
     *     pause without jitter
     */
    public Duration pauseBefore(int retry, DoubleSupplier random) {
        return new RedeliveryPolicy(max, backoff, multiplier, jitter, maxBackoff)
                .pauseBefore(retry, random.getAsDouble());
    }
}
