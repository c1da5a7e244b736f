package dev.vagus.metrics.internal.status;

import dev.vagus.metrics.Health;
import dev.vagus.metrics.StatusIssue;
import dev.vagus.metrics.StatusIssue.Severity;
import dev.vagus.module.FailedRegistration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The issues of one report in the making. */
final class Issues {
    /** How many issues of a kind are told one by one. */
    static final int MOST = 10;

    private final List<StatusIssue> all = new ArrayList<>();

    void note(String component, String what, String cause, String recommendation) {
        all.add(new StatusIssue(component, Severity.NOTE, what, cause, recommendation));
    }

    void warn(String component, String what, String cause, String recommendation) {
        all.add(new StatusIssue(component, Severity.WARNING, what, cause, recommendation));
    }

    void alarm(String component, String what, String cause, String recommendation) {
        all.add(new StatusIssue(component, Severity.CRITICAL, what, cause, recommendation));
    }

    /** Tells each of these, or how many more there are. */
    <T> void each(List<T> things, String component, String kind, String command, Consumer<T> telling) {
        things.stream().limit(MOST).forEach(telling);
        if (things.size() > MOST) {
            warn(component, (things.size() - MOST) + " more " + kind, "see those above", command + " lists all");
        }
    }

    /** Tells what was refused. */
    void refusals(List<FailedRegistration> failures, String component, String command) {
        each(
                failures,
                component,
                "refusals",
                command,
                failure -> warn(
                        failure.kind().equals("configuration") ? "configuration" : component,
                        "the " + failure.kind() + " '" + failure.name() + "' of module " + failure.module()
                                + " (bundle " + failure.bundleId() + ") was refused",
                        failure.reason(),
                        "correct it; " + command + " lists what was refused"));
    }

    /** How well this component is by its issues. */
    Health health(String component) {
        return all.stream()
                .filter(issue -> issue.component().equals(component))
                .map(issue -> issue.severity().health())
                .reduce(Health.HEALTHY, Health::and);
    }

    /** All of them, the worst first, otherwise in the order in which they were told. */
    List<StatusIssue> sorted() {
        return all.stream()
                .sorted(Comparator.comparing(StatusIssue::severity).reversed())
                .toList();
    }
}
