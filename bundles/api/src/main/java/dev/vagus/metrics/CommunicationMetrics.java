package dev.vagus.metrics;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How much moves through Vagus, how long it takes and what fails. A service; thread-safe, nothing blocks for longer than it
 * takes to add the figures up. Counting begins with the bundle; after its stop a snapshot is as at that moment.
 *
 * <pre>{@code
 * MetricsSnapshot now = metrics.snapshot(MetricsQuery.ALL.ofModule("LabRunner").within(Duration.ofMinutes(5)));
 * now.calls().latency().p99();
 * }</pre>
 */
@ProviderType
public interface CommunicationMetrics {
    /** The figures that match, now. Those of work that ends meanwhile may or may not be in it. */
    MetricsSnapshot snapshot(MetricsQuery query);

    /**
     * Snapshots without a range begin here from now on. Nothing else changes: not those with a range, and not what is
     * scraped.
     *
     * @return when that is, by the wall clock
     */
    Instant reset();
}
