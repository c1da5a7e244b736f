package dev.vagus.events.internal.component;

import dev.vagus.events.internal.history.Limits;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

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

    /** {@code overflow}. */
    @AttributeDefinition(
            name = "Overflow",
            description =
                    "What becomes of an event for a full mailbox: it is dropped, or its poster waits for room first."
                            + " Events of the framework never wait, and nobody waits for a handler that is paused",
            options = {
                @Option(label = "The new event is dropped", value = HandlerSettings.DROP_NEWEST),
                @Option(label = "The poster waits", value = HandlerSettings.BLOCK)
            })
    String overflow() default HandlerSettings.DROP_NEWEST;

    /** {@code block.timeout.ms}. */
    @AttributeDefinition(
            name = "Block timeout (ms)",
            description = "How long a poster waits for room under BLOCK; after that the event is dropped",
            min = "1",
            max = "86400000")
    long block_timeout_ms() default HandlerSettings.DEFAULT_BLOCK_TIMEOUT_MS;

    /** {@code budget.ms}. */
    @AttributeDefinition(
            name = "Budget (ms)",
            description = "How long a handler may take for an event; 0 for as long as it likes. The default is that of"
                    + " Felix Event Admin",
            min = "0",
            max = "86400000")
    long budget_ms() default 5_000;

    /** {@code budget.overruns}. */
    @AttributeDefinition(
            name = "Overruns",
            description =
                    "After how many overruns within the window, with events out of its mailbox, a handler is paused",
            min = "1",
            max = "1000")
    int budget_overruns() default 3;

    /** {@code budget.window.ms}. */
    @AttributeDefinition(
            name = "Budget window (ms)",
            description = "The time within which overruns count, and without one after which a slow handler is running",
            min = "1",
            max = "86400000")
    long budget_window_ms() default 60_000;

    /** {@code budget.cooldown.ms}. */
    @AttributeDefinition(
            name = "Cool-down (ms)",
            description = "How long a paused handler gets nothing before it is probed",
            min = "1",
            max = "86400000")
    long budget_cooldown_ms() default 1_000;

    /** {@code budget.cooldown.max.ms}. */
    @AttributeDefinition(
            name = "Longest cool-down (ms)",
            description = "The longest time between two probes",
            min = "1",
            max = "86400000")
    long budget_cooldown_max_ms() default 60_000;

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
                    "Which Vagus events the history keeps: patterns channel/name, with * for any characters; those with !"
                            + " before them are left out")
    String[] history_events() default {"*/*"};

    /** {@code history.topics}. */
    @AttributeDefinition(
            name = "History topics",
            description =
                    "Which events of others, posted on topics that are none of Vagus events, the history keeps too:"
                            + " patterns of topics, with * for any characters; those with ! before them are left out")
    String[] history_topics() default {};

    /** {@code history.encrypted}. */
    @AttributeDefinition(
            name = "Encrypted events",
            description =
                    "The data of which Vagus events is encrypted wherever it is stored, or not stored where nothing"
                            + " encrypts: patterns channel/name, with * for any characters; those with ! before them are left out")
    String[] history_encrypted() default {};

    /** {@code sticky.capacity}. */
    @AttributeDefinition(
            name = "Sticky events",
            description = "How many sticky events are kept; of more the oldest go",
            min = "0")
    int sticky_capacity() default Settings.DEFAULT_STICKY_CAPACITY;
}
