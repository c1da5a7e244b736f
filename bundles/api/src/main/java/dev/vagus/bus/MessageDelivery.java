package dev.vagus.bus;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One attempt to deliver a message to one subscription, as interceptors see it. Immutable; its {@code with} methods give
 * another to pass on.
 */
@ProviderType
public interface MessageDelivery {
    /**
     * The message, its payload as plain structure. An answer to a request is given in the name of the module that
     * subscribed.
     */
    Message<Object> message();

    /** The id of the subscription. */
    String subscription();

    /** The subscription's name; empty when it has none. */
    String subscriptionName();

    /** The name of the module that subscribed. */
    String module();

    /** The id of that module's bundle. */
    long bundleId();

    /** The number of the attempt: 1 for the first, and for the first after a dead letter was redriven. */
    int attempt();

    /** The same with this header, for this attempt; {@code traceparent} goes on to what the handler does. */
    MessageDelivery withHeader(String name, String value);

    /** The same with these headers instead of all that the message has, for this attempt. */
    MessageDelivery withHeaders(Map<String, String> headers);

    /**
     * The same with this payload instead, for this attempt: maps, lists, values, records, DTOs; copied unless immutable.
     *
     * @throws IllegalArgumentException when it has no structure
     */
    MessageDelivery withData(@Nullable Object data);
}
