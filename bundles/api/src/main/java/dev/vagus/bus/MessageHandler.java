package dev.vagus.bus;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears the messages of one subscription. Registered as a service with the properties of {@link MessageSubscriber}, or
 * in code by {@link MessageBus#subscribe}.
 *
 * <p>It is called on a thread of the bus, one message at a time and in order, unless its subscription says otherwise; it
 * may block, which delays its own messages only. Returning normally acknowledges the message. Throwing anything is a
 * failed attempt, which is repeated as the {@link RedeliveryPolicy} says; a message may so be heard more than once.
 *
 * @param <T> the type that payloads are converted to: a record, a DTO, {@code Map<String, Object>}, a value type, or
 *     {@code Object} for the plain structure. A handler that is a service must declare it in its class
 *     ({@code implements MessageHandler<ConfigChanged>}) or by the service property
 *     {@value MessageSubscriber#PAYLOAD_PROPERTY}.
 */
@ConsumerType
@FunctionalInterface
public interface MessageHandler<T> {
    /**
     * Handles one message.
     *
     * @throws Exception when the attempt failed
     */
    void onMessage(Message<T> message) throws Exception;
}
