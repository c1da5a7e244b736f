package dev.vagus.bus.internal.tracking;

import dev.vagus.bus.DeliveryMode;
import dev.vagus.bus.Handling;
import dev.vagus.bus.MessageSubscriber;
import dev.vagus.bus.RedeliveryPolicy;
import java.time.Duration;
import java.util.Locale;
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
        RedeliveryPolicy own = from.anySaid ? policy : null;
        return new Handling(
                own,
                from.truth("ordered"),
                from.mode(),
                (int) from.number("concurrency", 1),
                from.priority(),
                from.text("group"),
                from.budget());
    }

    private @Nullable Duration budget() {
        double said = number("budget.ms", -1);
        return said < 0 ? null : Duration.ofMillis((long) said);
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

    private String text(String member) {
        @Nullable Object value = reference.getProperty(MessageSubscriber.PREFIX_ + member);
        return value == null ? "" : value.toString().strip();
    }

    private DeliveryMode mode() {
        String said = text("delivery");
        try {
            return said.isEmpty() ? DeliveryMode.ASYNC : DeliveryMode.valueOf(said.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the service property " + MessageSubscriber.PREFIX_ + "delivery must be ASYNC or CALLER, but is '"
                            + said + "'",
                    e);
        }
    }

    private int priority() {
        String said = text("priority");
        try {
            return said.isEmpty() ? 0 : Integer.parseInt(said);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the service property " + MessageSubscriber.PREFIX_ + "priority must be a whole number, but is '"
                            + said + "'",
                    e);
        }
    }
}
