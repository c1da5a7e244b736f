package dev.vagus.events.internal.component;

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
}
