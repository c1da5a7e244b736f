package dev.vagus.events.internal.component;

import dev.vagus.events.internal.history.Limits;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@value Settings#PID}, as Metatype shows it. {@link Settings} reads it. */
@ObjectClassDefinition(
        name = "Vagus events",
        description = "Delivery of events to EventHandler and ModuleEventHandler services")
@interface EventsConfiguration {
    /** {@code mailbox.capacity}. */
    @AttributeDefinition(
            name = "Mailbox capacity",
            description =
                    "How many posted events may wait for one handler; further ones are dropped, counted and logged",
            min = "1")
    int mailbox_capacity() default Settings.DEFAULT_MAILBOX_CAPACITY;

    /** {@code stop.deadline.ms}. */
    @AttributeDefinition(
            name = "Stop deadline (ms)",
            description = "How long a stop waits until the posted events are delivered; what is left then is dropped",
            min = "0")
    long stop_deadline_ms() default Settings.DEFAULT_STOP_DEADLINE_MS;

    /** {@code history.capacity}. */
    @AttributeDefinition(
            name = "History capacity",
            description = "How many events the history holds; 0 for no history",
            min = "0")
    int history_capacity() default Limits.DEFAULT_CAPACITY;

    /** {@code history.bytes}. */
    @AttributeDefinition(
            name = "History memory (bytes)",
            description = "How much memory the events of the history may take, by an estimate",
            min = "1024")
    long history_bytes() default Limits.DEFAULT_BYTES;

    /** {@code history.age.ms}. */
    @AttributeDefinition(
            name = "History age (ms)",
            description = "How old an event of the history may be; 0 for any age",
            min = "0")
    long history_age_ms() default 0;

    /** {@code history.events}. */
    @AttributeDefinition(
            name = "History events",
            description =
                    "Which events the history keeps: patterns channel/name, with * for any characters; those with !"
                            + " before them are left out")
    String[] history_events() default {"*/*"};

    /** {@code sticky.capacity}. */
    @AttributeDefinition(
            name = "Sticky events",
            description = "How many sticky events are kept; of more the oldest go",
            min = "0")
    int sticky_capacity() default Settings.DEFAULT_STICKY_CAPACITY;
}
