package dev.vagus.shell.internal.commands;

import dev.vagus.metrics.ComponentStatus;
import dev.vagus.metrics.Health;
import dev.vagus.metrics.SelfTestReport;
import dev.vagus.metrics.SelfTestSpec;
import dev.vagus.metrics.StatusIssue;
import dev.vagus.metrics.StatusReport;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import dev.vagus.shell.internal.model.Tone;
import java.util.List;
import java.util.Map;

/** The command that says how Vagus is. */
final class StatusCommand {
    private static final Table<ComponentStatus> COMPONENTS = new Table<ComponentStatus>()
            .text("COMPONENT", ComponentStatus::component)
            .state("HEALTH", component -> component.present() ? component.health() : "-")
            .wrapped("FIGURES", ComponentStatus::summary);

    private static final String CHECK = "--check";

    private final Services services;

    StatusCommand(Services services) {
        this.services = services;
    }

    List<Command> all() {
        return List.of(Command.named(
                        "status", "say how Vagus is: what is wrong, why, and what to do; fails when it is UNHEALTHY")
                .flag("--details", "tell what is no problem too, such as bundles that are not started")
                .flag(CHECK, "try everything once too, as self-test basic does; fails when a test does")
                .json()
                .example("status")
                .example("status --details --json")
                .does(this::status));
    }

    private void status(Arguments arguments, Output output) throws InterruptedException {
        SelfTestReport check = arguments.has(CHECK) ? services.selfTest().run(SelfTestSpec.BASIC, row -> {}) : null;
        StatusReport report = services.status().report();
        if (arguments.has(Command.JSON)) {
            output.json(check == null ? report : Map.of("status", report, "check", check));
        } else {
            print(report, arguments.has("--details"), output);
            if (check != null) {
                output.line("");
                output.table(SelfTestCommand.ROWS, check.rows());
            }
        }
        if (check != null && !check.passed()) {
            throw new CommandException(SelfTestCommand.failure(check));
        }
        if (report.overall() == Health.UNHEALTHY) {
            throw new CommandException(
                    "Vagus is UNHEALTHY: " + count(report, StatusIssue.Severity.CRITICAL) + " critical issues");
        }
    }

    private static void print(StatusReport report, boolean details, Output output) {
        output.line(output.toned(
                        Tone.ofState(report.overall().name()), report.overall().name()) + " at "
                + Times.time(report.at()) + ": "
                + count(report, StatusIssue.Severity.CRITICAL) + " critical, "
                + count(report, StatusIssue.Severity.WARNING) + " warnings, "
                + count(report, StatusIssue.Severity.NOTE) + " notes");
        output.line("");
        output.table(COMPONENTS, report.components());
        for (StatusIssue issue : report.issues()) {
            if (details || issue.severity() != StatusIssue.Severity.NOTE) {
                output.line("");
                output.line(output.toned(
                                Tone.ofState(issue.severity().name()),
                                issue.severity().name()) + " " + issue.component() + ": " + issue.what());
                output.line("  why: " + issue.cause());
                output.line("  do:  " + issue.recommendation());
            }
        }
        if (!details && count(report, StatusIssue.Severity.NOTE) > 0) {
            output.line("");
            output.line("status --details tells the notes");
        }
    }

    private static long count(StatusReport report, StatusIssue.Severity severity) {
        return report.issues().stream()
                .filter(issue -> issue.severity() == severity)
                .count();
    }
}
