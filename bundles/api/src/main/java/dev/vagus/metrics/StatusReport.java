package dev.vagus.metrics;

import java.time.Instant;
import java.util.List;

/**
 * How Vagus is at one moment.
 *
 * @param at when it was looked at, by the wall clock
 * @param overall as bad as the worst component
 * @param components every part of Vagus, whether its bundle is there or not
 * @param issues what is wrong or worth knowing, the worst first
 */
public record StatusReport(Instant at, Health overall, List<ComponentStatus> components, List<StatusIssue> issues) {
    /** Copies the lists. */
    public StatusReport {
        components = List.copyOf(components);
        issues = List.copyOf(issues);
    }
}
