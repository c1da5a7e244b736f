package dev.vagus.bus;

import java.time.Duration;

/**
 * How often and after which pauses a message is tried again whose handler failed. Only failures that may pass are worth
 * it, by their {@linkplain dev.vagus.module.ErrorCategory category}: timeout, unavailable, busy, network and internal. Any
 * other, a payload that does not fit the handler's type among them, makes a dead letter at once.
 *
 * <p>Before the first retry there is a pause of {@code backoff}, before each further one it is {@code multiplier} times as
 * long, up to {@code maxBackoff}; each is then lengthened or shortened by a random part of at most {@code jitter}.
 *
 * @param retries how often it is tried again after the first attempt; 0 for never
 * @param backoff the pause before the first retry
 * @param multiplier how much longer each further pause is; at least 1
 * @param jitter by which part at most a pause varies, from 0 to 1
 * @param maxBackoff the longest pause, before it varies
 */
public record RedeliveryPolicy(int retries, Duration backoff, double multiplier, double jitter, Duration maxBackoff) {
    /**
     * What holds when nothing is said: 5 retries from 500 ms times 1.5, as in the second version of the system that Vagus
     * re-implements; a jitter of 0.15 and a maximum of ten times the first pause, as brokers of this field have them.
     */
    public static final RedeliveryPolicy DEFAULT =
            new RedeliveryPolicy(5, Duration.ofMillis(500), 1.5, 0.15, Duration.ofSeconds(5));

    /** A message that fails is a dead letter at once. */
    public static final RedeliveryPolicy NONE = DEFAULT.withRetries(0);

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the value and what is allowed
     */
    public RedeliveryPolicy {
        require(retries >= 0, "retries must not be negative, but is " + retries);
        require(!backoff.isNegative(), "backoff must not be negative, but is " + backoff);
        require(multiplier >= 1 && multiplier <= 1_000, "multiplier must be from 1 to 1000, but is " + multiplier);
        require(jitter >= 0 && jitter <= 1, "jitter must be from 0 to 1, but is " + jitter);
        require(!maxBackoff.isNegative(), "maxBackoff must not be negative, but is " + maxBackoff);
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException("redelivery: " + message);
        }
    }

    /** The same with so many retries. */
    public RedeliveryPolicy withRetries(int count) {
        return new RedeliveryPolicy(count, backoff, multiplier, jitter, maxBackoff);
    }

    /** The same with this first pause and this factor for each further one. */
    public RedeliveryPolicy withBackoff(Duration first, double factor) {
        return new RedeliveryPolicy(retries, first, factor, jitter, maxBackoff);
    }

    /** The same with pauses that vary by this part at most. */
    public RedeliveryPolicy withJitter(double part) {
        return new RedeliveryPolicy(retries, backoff, multiplier, part, maxBackoff);
    }

    /** The same with no pause longer than this. */
    public RedeliveryPolicy withMaxBackoff(Duration longest) {
        return new RedeliveryPolicy(retries, backoff, multiplier, jitter, longest);
    }

    /**
     * The pause before a retry.
     *
     * @param retry 1 for the first
     * @param chance a random number from 0 to 1; 0.5 for the pause without jitter
     */
    public Duration pauseBefore(int retry, double chance) {
        double plain = Math.min(backoff.toNanos() * Math.pow(multiplier, retry - 1), maxBackoff.toNanos());
        return Duration.ofNanos((long) (plain * (1 + jitter * (2 * chance - 1))));
    }
}
