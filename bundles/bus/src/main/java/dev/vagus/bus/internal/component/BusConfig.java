package dev.vagus.bus.internal.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of the bus as tools show it; {@link Settings} reads it. */
@ObjectClassDefinition(
        id = BusConfig.PID,
        name = "Vagus message bus",
        description = "Mailboxes, updates and dead letters")
@interface BusConfig {
    /** The configuration's PID. */
    String PID = "dev.vagus.bus";

    @AttributeDefinition(
            description = "Messages that a mailbox holds on a channel that does not say otherwise",
            min = "1")
    int mailbox_capacity() default 20_000;

    @AttributeDefinition(
            description = "What happens to a message when a mailbox is full",
            options = {
                @Option(label = "The publisher waits", value = "BLOCK"),
                @Option(label = "The publisher gets an error", value = "FAIL"),
                @Option(label = "The oldest message goes", value = "DROP_OLDEST"),
                @Option(label = "The new message goes", value = "DROP_NEWEST")
            })
    String overflow() default "DROP_NEWEST";

    @AttributeDefinition(description = "How long a publisher waits under BLOCK, in milliseconds", min = "0")
    long block_timeout_ms() default 5_000;

    @AttributeDefinition(
            description = "How long a named subscription waits for its module to come back, in milliseconds",
            min = "0")
    long update_window_ms() default 5_000;

    @AttributeDefinition(description = "How long a stop delivers what is queued, in milliseconds", min = "0")
    long stop_deadline_ms() default 2_000;

    @AttributeDefinition(description = "Dead letters that are kept", min = "0")
    int deadletters_max() default 1_000;

    @AttributeDefinition(description = "How often a message is tried again whose handler failed", min = "0")
    int redelivery_retries() default 5;

    @AttributeDefinition(description = "The pause before the first retry, in milliseconds", min = "0")
    long redelivery_backoff_ms() default 500;

    @AttributeDefinition(description = "How much longer each further pause is", min = "1")
    double redelivery_multiplier() default 1.5;

    @AttributeDefinition(description = "By which part at most a pause varies", min = "0", max = "1")
    double redelivery_jitter() default 0.15;

    @AttributeDefinition(description = "The longest pause before a retry, in milliseconds", min = "0")
    long redelivery_backoff_max_ms() default 5_000;

    @AttributeDefinition(
            description = "Messages of one subscription that wait for a retry before it gets no new ones",
            min = "1")
    int redelivery_waiting_max() default 1_000;

    @AttributeDefinition(
            description = "How long a handler may take for a message, in milliseconds; 0 for as long as it likes."
                    + " The default is that of Felix Event Admin for its handlers",
            min = "0",
            max = "86400000")
    long budget_ms() default 5_000;

    @AttributeDefinition(
            description = "After how many overruns within the window a handler is paused",
            min = "1",
            max = "1000")
    int budget_overruns() default 3;

    @AttributeDefinition(
            description = "The time within which overruns count, in milliseconds",
            min = "1",
            max = "86400000")
    long budget_window_ms() default 60_000;

    @AttributeDefinition(
            description = "How long a paused handler gets nothing before it is probed, in milliseconds",
            min = "1",
            max = "86400000")
    long budget_cooldown_ms() default 1_000;

    @AttributeDefinition(
            description = "The longest time between two probes, in milliseconds",
            min = "1",
            max = "86400000")
    long budget_cooldown_max_ms() default 60_000;

    @AttributeDefinition(description = "Whether a channel comes into being when it is first used")
    boolean channel_autocreate() default true;
}
