package dev.vagus.bus;

import java.time.Duration;
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
 * @param budget how long the handler may take for a message before it counts as slow and is paused, see
 *     {@link HandlerStatus}; zero for as long as it likes, null for what the bus's configuration says
 */
public record Handling(
        @Nullable RedeliveryPolicy redelivery,
        boolean ordered,
        DeliveryMode mode,
        int concurrency,
        int priority,
        String group,
        @Nullable Duration budget) {
    /** As the bus is configured, one message at a time, in order but for retries. */
    public static final Handling DEFAULT = new Handling(null, false, DeliveryMode.ASYNC, 1, 0, "", null);

    /** How many messages of a subscription can be handled at once at most. */
    public static final int MOST_CONCURRENT = 256;

    /** The longest budget. */
    public static final Duration LONGEST_BUDGET = Duration.ofDays(1);

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
        if (budget != null && (budget.isNegative() || budget.compareTo(LONGEST_BUDGET) > 0)) {
            throw new IllegalArgumentException(
                    "the budget must be from zero, for none, to " + LONGEST_BUDGET + ", but is " + budget);
        }
        group = group.strip();
    }

    /** The same with this redelivery. */
    public Handling withRedelivery(@Nullable RedeliveryPolicy policy) {
        return new Handling(policy, ordered, mode, concurrency, priority, group, budget);
    }

    /** The same, in strict order or not. */
    public Handling ordered(boolean strictly) {
        return new Handling(redelivery, strictly, mode, concurrency, priority, group, budget);
    }

    /** The same on this thread. */
    public Handling withMode(DeliveryMode thread) {
        return new Handling(redelivery, ordered, thread, concurrency, priority, group, budget);
    }

    /** The same with so many messages at once. */
    public Handling withConcurrency(int messages) {
        return new Handling(redelivery, ordered, mode, messages, priority, group, budget);
    }

    /** The same with this priority. */
    public Handling withPriority(int rank) {
        return new Handling(redelivery, ordered, mode, concurrency, rank, group, budget);
    }

    /** The same in this group. */
    public Handling withGroup(String name) {
        return new Handling(redelivery, ordered, mode, concurrency, priority, name, budget);
    }

    /** The same with this time for a message; zero for as long as it likes, null for what the bus's configuration says. */
    public Handling withBudget(@Nullable Duration time) {
        return new Handling(redelivery, ordered, mode, concurrency, priority, group, time);
    }
}
