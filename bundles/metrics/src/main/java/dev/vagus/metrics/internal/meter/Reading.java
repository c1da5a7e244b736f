package dev.vagus.metrics.internal.meter;

import dev.vagus.metrics.internal.meter.SeriesKey.Kind;
import dev.vagus.module.ErrorCategory;
import java.util.Map;

/**
 * A series and what it has counted. Immutable.
 *
 * @param key what it is of
 * @param figures what it has counted since it began
 */
public record Reading(SeriesKey key, Figures figures) {
    /** What is counted. */
    public Kind kind() {
        return key.kind();
    }

    /** The operation with its module, the channel, or the first of an event handler's patterns. */
    public String subject() {
        return key.subject();
    }

    /** The operation without its module, or the name or id of a subscription or handler. */
    public String name() {
        return key.name();
    }

    /** The module that the work is done by. */
    public String module() {
        return key.module();
    }

    /** How many have begun. */
    public long begun() {
        return figures.begun();
    }

    /** How many have succeeded. */
    public long succeeded() {
        return figures.succeeded();
    }

    /** How many have failed, by category. */
    public Map<ErrorCategory, Long> failed() {
        return figures.failed();
    }

    /** How long they took together, in nanoseconds. */
    public long sumNanos() {
        return figures.sumNanos();
    }

    /** How long they took, in nanoseconds. */
    public Histogram took() {
        return figures.took();
    }

    /** How long they had waited, in milliseconds. */
    public Histogram waited() {
        return figures.waited();
    }
}
