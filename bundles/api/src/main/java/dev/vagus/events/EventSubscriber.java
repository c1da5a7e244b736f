package dev.vagus.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Makes a {@link ModuleEventHandler} or {@link TypedEventHandler} component hear events. The members become the service
 * properties {@value #PROPERTY}, {@value #CHANNEL_PROPERTY}, {@value #FILTER_PROPERTY}, {@value #PRIORITY_PROPERTY},
 * {@value #REPLAY_LAST_PROPERTY}, {@value #REPLAY_SINCE_PROPERTY} and {@value #REPLAY_POSITION_PROPERTY}, which a plain service may set just as well. A registration with wrong properties is kept as
 * {@linkplain EventPublisher#failedRegistrations() failed} with the reason.
 */
@ComponentPropertyType
@RequireEvents
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface EventSubscriber {
    /** The prefix of the service properties. */
    String PREFIX_ = "vagus.";

    /** The service property with the name patterns, a string or an array of strings. */
    String PROPERTY = "vagus.event.subscriber";

    /** The service property with the channel pattern. */
    String CHANNEL_PROPERTY = "vagus.channel";

    /** The service property with the filter. */
    String FILTER_PROPERTY = "vagus.filter";

    /** The service property with the priority, an {@code Integer}. */
    String PRIORITY_PROPERTY = "vagus.priority";

    /** The service property with {@link #replay_last}, an {@code Integer}. */
    String REPLAY_LAST_PROPERTY = "vagus.replay.last";

    /** The service property with {@link #replay_since}. */
    String REPLAY_SINCE_PROPERTY = "vagus.replay.since";

    /** The service property with {@link #replay_position}. */
    String REPLAY_POSITION_PROPERTY = "vagus.replay.position";

    /**
     * The service property with the data's type for a {@link TypedEventHandler} whose own class does not declare it: the
     * {@code Class}, or the name of one that the handler's bundle can load.
     */
    String PAYLOAD_PROPERTY = "vagus.event.payload";

    /** The names to hear; {@code *} stands for any run of characters: {@code Lab*Completed}. */
    String[] value();

    /** The channels to hear; {@code *} stands for any run of characters. */
    String channel() default "*";

    /** An LDAP filter on the event's data and properties, as for an OSGi event handler. Empty means none. */
    String filter() default "";

    /**
     * The higher it is, the earlier an event is put into this handler's mailbox; among equals {@code service.ranking}
     * decides, then age. Each handler runs on its own, so that one of a higher priority usually begins earlier, and nobody
     * waits for it.
     */
    int priority() default 0;

    /** How many of the latest events it is to hear first, from the history; as {@link Replay#last}. */
    int replay_last() default 0;

    /**
     * Since when events are to be heard first, from the history: an instant such as {@code 2026-11-22T06:00:00Z}, or how
     * long ago, such as {@code PT1H}. Empty for none; as {@link Replay#since}.
     */
    String replay_since() default "";

    /** The name under which it goes on where it left off; empty for none. As {@link Replay#position}. */
    String replay_position() default "";
}
