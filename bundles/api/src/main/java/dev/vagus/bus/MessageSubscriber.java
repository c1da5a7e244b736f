package dev.vagus.bus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Makes a {@link MessageHandler} or {@link AsyncMessageHandler} component a subscription. The members become the service properties
 * {@code vagus.message.channel}, {@code vagus.message.type}, {@code vagus.message.filter}, {@code vagus.message.name}
 * and so on ({@code _} becomes a dot), which a plain service may set just as well. A registration with wrong properties is kept as
 * {@linkplain MessageBus#failedRegistrations() failed} with the reason.
 */
@ComponentPropertyType
@RequireMessageBus
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface MessageSubscriber {
    /** The prefix of the service properties. */
    String PREFIX_ = "vagus.message.";

    /** The service property that names the payload's class for a handler whose own class does not declare it. */
    String PAYLOAD_PROPERTY = "vagus.message.payload";

    /** The channel; it is created with the defaults when it does not exist. */
    String channel();

    /**
     * The types to hear. {@code *} alone hears every type. Within a pattern {@code *} stands for any run of characters
     * without a dot and {@code **} for any run of characters: {@code Config*} hears {@code ConfigChanged}, {@code *.Changed}
     * hears {@code Config.Changed}, {@code lab.*} hears {@code lab.Started} but not {@code lab.step.Started}, {@code lab.**}
     * hears both.
     */
    String type() default "*";

    /**
     * An LDAP filter on the payload and the headers: attributes are dotted paths into the payload, those that start with
     * {@code h.} are headers. Empty means none.
     */
    String filter() default "";

    /**
     * A name, unique on the channel, under which the mailbox outlives an update of the module. Empty means that it goes
     * with the handler.
     */
    String name() default "";

    /** How often a message is tried again whose handler failed; -1 for what the bus's configuration says. */
    int retries() default -1;

    /** The pause before the first retry, in milliseconds; -1 for what the bus's configuration says. */
    long backoff_ms() default -1;

    /** How much longer each further pause is; -1 for what the bus's configuration says. */
    double backoff_multiplier() default -1;

    /** By which part at most a pause varies, from 0 to 1; -1 for what the bus's configuration says. */
    double backoff_jitter() default -1;

    /** The longest pause, in milliseconds; -1 for what the bus's configuration says. */
    long backoff_max_ms() default -1;

    /** Whether order is kept over retries too: while a message waits for another attempt, later ones wait for it. */
    boolean ordered() default false;

    /** On which thread the handler is called. */
    DeliveryMode delivery() default DeliveryMode.ASYNC;

    /** How many messages are handled at once; 1 keeps their order. */
    int concurrency() default 1;

    /** The higher it is, the earlier its turn among those that are called on the sender's thread. */
    int priority() default 0;

    /** Of the subscriptions of the channel with this group one gets each message; empty for none. */
    String group() default "";

    /**
     * How long the handler may take for a message, in milliseconds, before it counts as slow and is paused; 0 for as long
     * as it likes, -1 for what the bus's configuration says.
     */
    long budget_ms() default -1;
}
