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
}
