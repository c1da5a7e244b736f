package dev.vagus.bus.internal.tracking;

import dev.vagus.bus.MessageSubscriber;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.module.ClassNames;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * What the properties of a handler service say, read once.
 *
 * @param serviceId the service's id
 * @param bundle whose it is
 * @param spec what it wants to hear
 * @param payload the type that it wants payloads in
 */
record HandlerEntry(long serviceId, Bundle bundle, SubscriptionSpec<Object> spec, Type payload) {
    /**
     * Reads the properties.
     *
     * @param usual the redelivery where the properties do not say otherwise
     * @throws IllegalArgumentException saying what is wrong and what would be right
     */
    static HandlerEntry of(ServiceReference<?> reference, Bundle bundle, Object handler, RedeliveryPolicy usual) {
        String channel = text(reference, "channel", "");
        if (channel.isBlank()) {
            throw new IllegalArgumentException("the service property " + MessageSubscriber.PREFIX_
                    + "channel is missing; name the channel to hear, for example with @MessageSubscriber");
        }
        SubscriptionSpec<Object> spec = new SubscriptionSpec<>(
                channel,
                Object.class,
                text(reference, "type", "*"),
                text(reference, "filter", ""),
                text(reference, "name", ""),
                HandlingProperties.read(reference, usual),
                null);
        return new HandlerEntry(serviceId(reference), bundle, spec, payload(reference, bundle, handler));
    }

    static long serviceId(ServiceReference<?> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }

    private static String text(ServiceReference<?> reference, String member, String otherwise) {
        String key = MessageSubscriber.PREFIX_ + member;
        @Nullable Object value = reference.getProperty(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(
                "the service property " + key + " must be a String, but is a " + ClassNames.of(value.getClass()));
    }

    private static Type payload(ServiceReference<?> reference, Bundle bundle, Object handler) {
        @Nullable Object named = reference.getProperty(MessageSubscriber.PAYLOAD_PROPERTY);
        if (named instanceof Class<?> type) {
            return type;
        }
        if (named == null) {
            return PayloadTypes.of(handler.getClass());
        }
        try {
            return bundle.loadClass(named.toString());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalArgumentException(
                    "the class " + named + " of the service property " + MessageSubscriber.PAYLOAD_PROPERTY
                            + " cannot be loaded by bundle " + bundle.getSymbolicName() + ": " + e,
                    e);
        }
    }

    /** Whether a new version of the service's properties asks for the same. */
    boolean asksForTheSame(HandlerEntry other) {
        return spec.equals(other.spec) && payload.equals(other.payload);
    }

    /** Whether the other one names the same mailbox. */
    boolean sharesMailboxWith(HandlerEntry other) {
        return !spec.name().isEmpty()
                && spec.name().equals(other.spec.name())
                && spec.channel().equals(other.spec.channel());
    }
}
