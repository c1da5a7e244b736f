package dev.vagus.bus.internal.tracking;

import dev.vagus.bus.Handling;
import dev.vagus.bus.MessageSubscriber;
import dev.vagus.bus.RedeliveryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/** Reads how a handler service wants its messages handled. Numbers may be numbers or texts; negative ones say nothing. */
final class HandlingProperties {
    private final ServiceReference<?> reference;
    private boolean anySaid;

    private HandlingProperties(ServiceReference<?> reference) {
        this.reference = reference;
    }

    /**
     * What the properties say.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static Handling read(ServiceReference<?> reference, RedeliveryPolicy usual) {
        HandlingProperties from = new HandlingProperties(reference);
        RedeliveryPolicy policy = new RedeliveryPolicy(
                (int) from.number("retries", usual.retries()),
                from.millis("backoff.ms", usual.backoff()),
                from.number("backoff.multiplier", usual.multiplier()),
                from.number("backoff.jitter", usual.jitter()),
                from.millis("backoff.max.ms", usual.maxBackoff()));
        return Handling.DEFAULT.withRedelivery(from.anySaid ? policy : null).ordered(from.truth("ordered"));
    }

    private Duration millis(String member, Duration usual) {
        return Duration.ofMillis((long) number(member, usual.toMillis()));
    }

    private double number(String member, double usual) {
        String key = MessageSubscriber.PREFIX_ + member;
        @Nullable Object value = reference.getProperty(key);
        if (value == null) {
            return usual;
        }
        double number;
        try {
            number = value instanceof Number given ? given.doubleValue() : Double.parseDouble(value.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the service property " + key + " must be a number, but is '" + value + "'", e);
        }
        if (number < 0) {
            return usual;
        }
        anySaid = true;
        return number;
    }

    private boolean truth(String member) {
        @Nullable Object value = reference.getProperty(MessageSubscriber.PREFIX_ + member);
        return value != null && Boolean.parseBoolean(value.toString());
    }
}
