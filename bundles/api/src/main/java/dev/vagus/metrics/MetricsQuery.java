package dev.vagus.metrics;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which figures are wanted. Patterns are names in which {@code *} stands for any run of characters; null is everything.
 * Immutable.
 *
 * @param module the modules that do the work
 * @param channel the channels; calls and events, which have none, are left out then unless operations are asked for too
 * @param operation the operations, such as {@code LabRunner.*}; messages and events are left out then unless channels are
 *     asked for too
 * @param range how far back, at most as long as figures are kept; null for all since the last reset
 * @param detail how much
 */
public record MetricsQuery(
        @Nullable String module,
        @Nullable String channel,
        @Nullable String operation,
        @Nullable Duration range,
        Detail detail) {
    /** Everything since the last reset, in summary. */
    public static final MetricsQuery ALL = new MetricsQuery(null, null, null, null, Detail.SUMMARY);

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public MetricsQuery {
        Objects.requireNonNull(detail, "detail");
        if (range != null && (range.isZero() || range.isNegative())) {
            throw new IllegalArgumentException("the range must be a positive length of time, but is " + range);
        }
    }

    /** The same for these modules. */
    public MetricsQuery ofModule(@Nullable String pattern) {
        return new MetricsQuery(pattern, channel, operation, range, detail);
    }

    /** The same for these channels. */
    public MetricsQuery ofChannel(@Nullable String pattern) {
        return new MetricsQuery(module, pattern, operation, range, detail);
    }

    /** The same for these operations. */
    public MetricsQuery ofOperation(@Nullable String pattern) {
        return new MetricsQuery(module, channel, pattern, range, detail);
    }

    /** The same for the time until now; null for since the last reset. */
    public MetricsQuery within(@Nullable Duration time) {
        return new MetricsQuery(module, channel, operation, time, detail);
    }

    /** The same with this much. */
    public MetricsQuery in(Detail much) {
        return new MetricsQuery(module, channel, operation, range, much);
    }
}
