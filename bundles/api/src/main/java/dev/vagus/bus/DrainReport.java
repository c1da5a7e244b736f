package dev.vagus.bus;

import java.time.Duration;
import java.util.List;

/**
 * What a drain came to.
 *
 * @param settled messages that were delivered, expired, or became dead letters meanwhile
 * @param left messages that are still queued or in flight
 * @param holding the ids of the subscriptions that have them: paused, slow, waiting for a retry or for their module
 * @param took how long it took
 */
public record DrainReport(long settled, long left, List<String> holding, Duration took) {
    /** Copies the list. */
    public DrainReport {
        holding = List.copyOf(holding);
    }

    /** Whether nothing is left. */
    public boolean isComplete() {
        return left == 0;
    }
}
