package dev.vagus.bus;

import org.jspecify.annotations.Nullable;

/**
 * How the messages of a subscription are handled. Immutable; start from {@link #DEFAULT} and change what differs.
 *
 * @param redelivery what is done about failures; null for what the bus's configuration says
 * @param ordered whether order is kept over retries too: while a message waits for another attempt, later ones wait for it
 * @param mode on which thread the handler is called
 * @param concurrency how many messages are handled at once; 1 keeps their order
 * @param priority the higher it is, the earlier its turn among those that are called on the sender's thread
 * @param group of the subscriptions of one channel with the same group, one gets each message that they hear: of those
 *     that have room and are not paused, one with the fewest that wait; empty for none
 */
public record Handling(
        @Nullable RedeliveryPolicy redelivery,
        boolean ordered,
        DeliveryMode mode,
        int concurrency,
        int priority,
        String group) {
    /** As the bus is configured, one message at a time, in order but for retries. */
    public static final Handling DEFAULT = new Handling(null, false, DeliveryMode.ASYNC, 1, 0, "");

    /** How many messages of a subscription can be handled at once at most. */
    public static final int MOST_CONCURRENT = 256;

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the value and what is allowed
     */
    public Handling {
        if (concurrency < 1 || concurrency > MOST_CONCURRENT) {
            throw new IllegalArgumentException(
                    "the concurrency must be from 1 to " + MOST_CONCURRENT + ", but is " + concurrency);
        }
        if (ordered && concurrency > 1) {
            throw new IllegalArgumentException(
                    "a subscription in strict order handles one message at a time, but its concurrency is "
                            + concurrency);
        }
        group = group.strip();
    }

    /** The same with this redelivery. */
    public Handling withRedelivery(@Nullable RedeliveryPolicy policy) {
        return new Handling(policy, ordered, mode, concurrency, priority, group);
    }

    /** The same, in strict order or not. */
    public Handling ordered(boolean strictly) {
        return new Handling(redelivery, strictly, mode, concurrency, priority, group);
    }

    /** The same on this thread. */
    public Handling withMode(DeliveryMode thread) {
        return new Handling(redelivery, ordered, thread, concurrency, priority, group);
    }

    /** The same with so many messages at once. */
    public Handling withConcurrency(int messages) {
        return new Handling(redelivery, ordered, mode, messages, priority, group);
    }

    /** The same with this priority. */
    public Handling withPriority(int rank) {
        return new Handling(redelivery, ordered, mode, concurrency, rank, group);
    }

    /** The same in this group. */
    public Handling withGroup(String name) {
        return new Handling(redelivery, ordered, mode, concurrency, priority, name);
    }
}
