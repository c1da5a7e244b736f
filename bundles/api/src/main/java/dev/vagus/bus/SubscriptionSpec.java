package dev.vagus.bus;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription in code is to hear. Immutable:
 *
 * <pre>{@code
 * bus.subscribe(SubscriptionSpec.on("Configuration", ConfigChanged.class).ofType("Config*"), message -> ...);
 * }</pre>
 *
 * @param channel the channel; it is created with the defaults when it does not exist
 * @param payload the class that payloads are converted to
 * @param type the types to hear, as {@link MessageSubscriber#type()} describes it
 * @param filter an LDAP filter as {@link MessageSubscriber#filter()} describes it; empty means none
 * @param name a name, unique on the channel, under which the mailbox outlives an update of the module; empty means none
 * @param handling how its messages are handled
 * @param predicate asked before the handler, on the same thread; a message that it does not let pass counts as delivered,
 *     and what it throws is a failed attempt; null for none
 * @param <T> the payload's type
 */
public record SubscriptionSpec<T>(
        String channel,
        Class<T> payload,
        String type,
        String filter,
        String name,
        Handling handling,
        @Nullable Predicate<? super Message<T>> predicate) {
    /** Every message of this channel, with payloads of this class. */
    public static <T> SubscriptionSpec<T> on(String channel, Class<T> payload) {
        return new SubscriptionSpec<>(channel, payload, "*", "", "", Handling.DEFAULT, null);
    }

    /** Every message of this channel, with payloads as maps. */
    @SuppressWarnings("unchecked")
    public static SubscriptionSpec<Map<String, Object>> on(String channel) {
        return (SubscriptionSpec<Map<String, Object>>) (SubscriptionSpec<?>) on(channel, Map.class);
    }

    /** The same for messages whose type matches this pattern. */
    public SubscriptionSpec<T> ofType(String pattern) {
        return new SubscriptionSpec<>(channel, payload, pattern, filter, name, handling, predicate);
    }

    /** The same for messages that match this LDAP filter too. */
    public SubscriptionSpec<T> matching(String ldapFilter) {
        return new SubscriptionSpec<>(channel, payload, type, ldapFilter, name, handling, predicate);
    }

    /** The same with this name. */
    public SubscriptionSpec<T> named(String subscriptionName) {
        return new SubscriptionSpec<>(channel, payload, type, filter, subscriptionName, handling, predicate);
    }

    /** The same, handled so. */
    public SubscriptionSpec<T> handled(Handling how) {
        return new SubscriptionSpec<>(channel, payload, type, filter, name, how, predicate);
    }

    /** The same with this redelivery instead of the bus's own. */
    public SubscriptionSpec<T> redelivered(RedeliveryPolicy policy) {
        return handled(handling.withRedelivery(policy));
    }

    /** The same in strict order: while a message waits for another attempt, later ones wait for it. */
    public SubscriptionSpec<T> ordered() {
        return handled(handling.ordered(true));
    }

    /** The same, called on the thread that sends. */
    public SubscriptionSpec<T> onCaller() {
        return handled(handling.withMode(DeliveryMode.CALLER));
    }

    /** The same with so many messages handled at once. */
    public SubscriptionSpec<T> concurrent(int messages) {
        return handled(handling.withConcurrency(messages));
    }

    /** The same in this group: one of its subscriptions gets each message. */
    public SubscriptionSpec<T> inGroup(String group) {
        return handled(handling.withGroup(group));
    }

    /** The same with this time for a message; zero for as long as the handler likes. */
    public SubscriptionSpec<T> withBudget(Duration time) {
        return handled(handling.withBudget(time));
    }

    /** The same for messages that this lets pass. */
    public SubscriptionSpec<T> where(Predicate<? super Message<T>> condition) {
        return new SubscriptionSpec<>(channel, payload, type, filter, name, handling, condition);
    }
}
