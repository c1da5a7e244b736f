package dev.vagus.delivery;

import java.time.Duration;

/**
 * How much a mailbox holds and what it does when it is full.
 *
 * @param capacity the number of items over all lanes; at least 1
 * @param overflow what happens to one more
 * @param blockTimeout how long {@link Overflow#BLOCK} waits
 */
public record Bounds(int capacity, Overflow overflow, Duration blockTimeout) {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    /** Refuses a capacity below 1 and a negative timeout. */
    public Bounds {
        if (capacity < 1) {
            throw new IllegalArgumentException("the capacity must be at least 1, but is " + capacity);
        }
        if (blockTimeout.isNegative()) {
            throw new IllegalArgumentException("the block timeout must not be negative, but is " + blockTimeout);
        }
    }

    /** The timeout in nanoseconds, at most some 146 years, so that it can be added to a clock's reading. */
    public long blockNanos() {
        return blockTimeout.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : blockTimeout.toNanos();
    }

    /** Bounds under a policy that never waits. */
    public static Bounds of(int capacity, Overflow overflow) {
        return new Bounds(capacity, overflow, Duration.ZERO);
    }
}
