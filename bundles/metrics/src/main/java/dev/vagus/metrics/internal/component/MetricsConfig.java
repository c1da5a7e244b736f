package dev.vagus.metrics.internal.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the bundle, for all of its components. A key that is not set has its default. */
@ObjectClassDefinition(
        id = MetricsConfig.PID,
        name = "Vagus metrics",
        description = "What is measured, for how long it is kept, and what is traced")
@interface MetricsConfig {
    /** The configuration's PID. */
    String PID = "dev.vagus.metrics";

    @AttributeDefinition(description = "Where an HTTP whiteboard offers the metrics to Prometheus", required = false)
    String scrape_path() default "/metrics";

    @AttributeDefinition(
            description =
                    "How many operations, how many subscriptions, how many event handlers and how many channels have"
                            + " figures of their own; what is beyond is counted together, as other",
            required = false,
            min = "1")
    int series_max() default 1_000;

    @AttributeDefinition(
            description = "For how many seconds it is kept what came in each second",
            required = false,
            min = "10")
    int window_seconds() default 300;

    @AttributeDefinition(
            description = "For how many minutes it is kept what came in each minute",
            required = false,
            min = "1")
    int window_minutes() default 180;

    @AttributeDefinition(
            description = "How much memory both may take, about, in bytes; when it is too little, less is kept",
            required = false,
            min = "100000")
    long window_bytes() default 16_777_216;

    @AttributeDefinition(
            name = "Tracing",
            description =
                    "Whether calls, messages and events are recorded. What code or the shell says about tracing holds"
                            + " until one of the trace.* settings changes")
    boolean trace_enabled() default false;

    @AttributeDefinition(
            name = "Level of tracing",
            description =
                    "basic: calls, sendings, deliveries, publishings. detailed: routes, steps and event handlers too."
                            + " verbose: payloads too, without secrets and never those of encrypted channels")
    String trace_level() default "basic";

    @AttributeDefinition(
            name = "Traced modules",
            description = "Patterns of modules; * stands for any characters. Empty for all")
    String[] trace_modules() default {};

    @AttributeDefinition(
            name = "Traced channels",
            description = "Patterns of channels of messages and events; * stands for any characters. Empty for all")
    String[] trace_channels() default {};

    @AttributeDefinition(
            name = "Traced operations",
            description = "Patterns of operations; * stands for any characters. Empty for all")
    String[] trace_operations() default {};

    @AttributeDefinition(
            name = "Trace file",
            description =
                    "A file of JSON lines, relative to the folder that the process was started in. Empty for none")
    String trace_file() default "";

    @AttributeDefinition(
            name = "Size of a trace file (MiB)",
            description = "How large it grows before the next one begins")
    int trace_file_max_mb() default 10;

    @AttributeDefinition(name = "Trace files", description = "How many are kept, the one that is written too")
    int trace_files() default 5;

    @AttributeDefinition(name = "Records in memory", description = "How many records of the trace are kept in memory")
    int trace_ring_records() default 10_000;

    @AttributeDefinition(
            name = "Records in memory (MiB)",
            description = "How much memory the records of the trace take at most")
    int trace_ring_mb() default 16;
    /** From which share of a mailbox's capacity on it is an issue. */
    @AttributeDefinition(
            name = "Mailbox share",
            description = "per cent of a mailbox's capacity from which on the status tells it",
            min = "1",
            max = "100")
    int status_mailbox_percent() default 80;

    /** From which age of the oldest message that waits on it is an issue. */
    @AttributeDefinition(
            name = "Oldest message",
            description =
                    "milliseconds that a message waits in a mailbox, or an event to be stored, before the status tells it",
            min = "1")
    long status_oldest_ms() default 60_000;

    /** How long the status tells dead letters and losses as growing. */
    @AttributeDefinition(
            name = "Window of growth",
            description = "milliseconds for which the status tells new dead letters, drops and losses",
            min = "1")
    long status_growth_window_ms() default 300_000;

    /** From which age of the key that signs on it is an issue. */
    @AttributeDefinition(
            name = "Age of the signing key",
            description = "days after which the status proposes to rotate the key that signs",
            min = "1")
    int status_key_days() default 365;
}
