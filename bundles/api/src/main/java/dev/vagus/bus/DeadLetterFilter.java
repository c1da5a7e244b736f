package dev.vagus.bus;

import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant. Immutable; start from {@link #ALL}.
 *
 * @param channel only those of this channel; null for any
 * @param subscription only those of the subscription of this name or id; null for any
 * @param type only those of messages of exactly this type; null for any
 */
public record DeadLetterFilter(
        @Nullable String channel,
        @Nullable String subscription,
        @Nullable String type) {
    /** Every dead letter. */
    public static final DeadLetterFilter ALL = new DeadLetterFilter(null, null, null);

    /** The same, of this channel only. */
    public DeadLetterFilter onChannel(@Nullable String name) {
        return new DeadLetterFilter(name, subscription, type);
    }

    /** The same, of the subscription of this name or id only. */
    public DeadLetterFilter ofSubscription(@Nullable String nameOrId) {
        return new DeadLetterFilter(channel, nameOrId, type);
    }

    /** The same, of messages of this type only. */
    public DeadLetterFilter ofType(@Nullable String messageType) {
        return new DeadLetterFilter(channel, subscription, messageType);
    }

    /** Whether this one is meant. */
    public boolean matches(DeadLetter letter) {
        return (channel == null || channel.equals(letter.message().channel()))
                && (subscription == null || subscription.equals(letter.subscription()))
                && (type == null || type.equals(letter.message().type()));
    }
}
