package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.ComponentStatus;
import dev.vagus.metrics.StatusIssue;
import dev.vagus.metrics.StatusReport;
import java.util.function.Supplier;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;

/** The health check of one component: its issues by the same rules as the status. */
final class ComponentCheck implements HealthCheck {
    private final String component;
    private final Supplier<StatusReport> status;

    ComponentCheck(String component, Supplier<StatusReport> status) {
        this.component = component;
        this.status = status;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        StatusReport report = status.get();
        for (ComponentStatus each : report.components()) {
            if (each.component().equals(component)) {
                log.info("{}", each.summary());
            }
        }
        for (StatusIssue issue : report.issues()) {
            if (issue.component().equals(component)) {
                tell(issue, log);
            }
        }
        return new Result(log);
    }

    private static void tell(StatusIssue issue, FormattingResultLog log) {
        String text = issue.what() + ": " + issue.cause() + "; " + issue.recommendation();
        switch (issue.severity()) {
            case NOTE -> log.info("{}", text);
            case WARNING -> log.warn("{}", text);
            case CRITICAL -> log.critical("{}", text);
        }
    }
}
