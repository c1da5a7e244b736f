package dev.vagus.metrics;

import dev.vagus.module.ErrorCategory;
import java.util.Map;

/**
 * How much went on within a time, and how it ended. Immutable.
 *
 * @param count how many calls, deliveries or hearings there were: calls that began, of the others what has ended; each
 *     attempt of a delivery counts
 * @param succeeded how many have succeeded
 * @param failed how many have failed, by category; those without any are absent
 * @param inFlight how many are under way now
 * @param perSecond the mean number per second
 * @param latency how long they took: calls from their begin, with their retries; deliveries and hearings at the handler
 */
public record Traffic(
        long count, long succeeded, Map<ErrorCategory, Long> failed, long inFlight, double perSecond, Latency latency) {
    /** Copies the map. */
    public Traffic {
        failed = Map.copyOf(failed);
    }

    /** How many have failed, for whatever reason. */
    public long failures() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Which share of what has ended has succeeded, in percent; 100 when nothing has ended. */
    public double successRate() {
        long ended = succeeded + failures();
        return ended == 0 ? 100 : 100.0 * succeeded / ended;
    }
}
