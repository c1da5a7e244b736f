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
}
