package dev.vagus.bus;

import org.jspecify.annotations.Nullable;

/**
 * How the messages of a subscription are handled. Immutable; start from {@link #DEFAULT} and change what differs.
 *
 * @param redelivery what is done about failures; null for what the bus's configuration says
 * @param ordered whether order is kept over retries too: while a message waits for another attempt, later ones wait for it
 */
public record Handling(@Nullable RedeliveryPolicy redelivery, boolean ordered) {
    /** As the bus is configured, in order but for retries. */
    public static final Handling DEFAULT = new Handling(null, false);

    /** The same with this redelivery. */
    public Handling withRedelivery(@Nullable RedeliveryPolicy policy) {
        return new Handling(policy, ordered);
    }

    /** The same, in strict order or not. */
    public Handling ordered(boolean strictly) {
        return new Handling(redelivery, strictly);
    }
}
