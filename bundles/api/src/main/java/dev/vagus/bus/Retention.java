package dev.vagus.bus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which messages a channel keeps for subscriptions that come later. A new subscription gets those of them that it hears
 * and that have not expired before any live one of the same priority, each message once: what was sent before it
 * subscribed out of what is kept, everything after that live. At most as many as its mailbox holds, the latest. A named
 * subscription that is taken up again has its mailbox and gets nothing anew; of a group only the first member gets them.
 *
 * @param last how many messages, the latest; 0 for none
 * @param atMost how long each; null for no limit
 */
public record Retention(int last, @Nullable Duration atMost) {
    /** Nothing is kept. */
    public static final Retention NONE = new Retention(0, null);

    /** How many messages a channel keeps at most. */
    public static final int MOST = 100_000;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the value and what is allowed
     */
    public Retention {
        if (last < 0 || last > MOST) {
            throw new IllegalArgumentException(
                    "the number of retained messages must be from 0 to " + MOST + ", but is " + last);
        }
        if (atMost != null && (atMost.isNegative() || atMost.isZero())) {
            throw new IllegalArgumentException("the time to retain messages must be positive, but is " + atMost);
        }
    }

    /** The latest messages, so many. */
    public static Retention ofLast(int messages) {
        return new Retention(messages, null);
    }

    /** The same, each for this time at most. */
    public Retention forAtMost(@Nullable Duration time) {
        return new Retention(last, time);
    }
}
