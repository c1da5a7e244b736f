package dev.vagus.shell.internal.commands;

import dev.vagus.metrics.CommunicationStatus;
import dev.vagus.metrics.ComponentStatus;
import dev.vagus.metrics.Health;
import dev.vagus.metrics.StatusIssue;
import dev.vagus.metrics.StatusReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A status that has the issues that a test gives it, all of them of the bus. */
final class FakeStatus implements CommunicationStatus {
    final List<StatusIssue> issues = new ArrayList<>();

    void add(StatusIssue.Severity severity, String what) {
        issues.add(new StatusIssue("bus", severity, what, "it is slow", "vagus:channel-list"));
    }

    @Override
    public StatusReport report() {
        Health overall = issues.stream().map(each -> each.severity().health()).reduce(Health.HEALTHY, Health::and);
        return new StatusReport(
                Instant.EPOCH,
                overall,
                List.of(
                        new ComponentStatus("bus", overall, true, "3 channels, 5 subscriptions"),
                        new ComponentStatus("store", Health.HEALTHY, false, "not started")),
                issues);
    }
}
