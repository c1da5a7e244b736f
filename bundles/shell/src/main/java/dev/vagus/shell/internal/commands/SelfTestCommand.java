package dev.vagus.shell.internal.commands;

import dev.vagus.metrics.SelfTestReport;
import dev.vagus.metrics.SelfTestRow;
import dev.vagus.metrics.SelfTestRow.Result;
import dev.vagus.metrics.SelfTestSpec;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Choices;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import dev.vagus.shell.internal.model.Tone;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command that tries everything with real traffic. Each row is printed when it is done. */
final class SelfTestCommand {
    /** Its rows once all are done. */
    static final Table<SelfTestRow> ROWS = new Table<SelfTestRow>()
            .state("RESULT", SelfTestRow::result)
            .text("CONCERN", SelfTestRow::concern)
            .text("TEST", SelfTestRow::name)
            .fixed("TIME", row -> MetricsText.time(row.took()))
            .wrapped("DETAIL", SelfTestRow::detail);

    private static final String LINE = "%-7s  %-8s  %-25s  %10s  %s";

    private final Services services;

    SelfTestCommand(Services services) {
        this.services = services;
    }

    List<Command> all() {
        return List.of(Command.named(
                        "self-test",
                        "try with real traffic whether Vagus works, and take it away again; fails when a test does")
                .argument("KIND", "basic: everything once, stress: load, full: both", () -> Stream.of(
                                SelfTestSpec.Kind.values())
                        .map(Choices::label)
                        .toList())
                .option("--duration", "TIME", "how long the load lasts; 30s when not given")
                .option("--concurrency", "N", "threads that make it, of each kind of traffic; 2 when not given")
                .json()
                .example("self-test basic")
                .example("self-test stress --duration 1m --concurrency 4")
                .example("self-test full --duration 10s --json")
                .does(this::test));
    }

    private void test(Arguments arguments, Output output) throws InterruptedException {
        SelfTestSpec spec = spec(arguments);
        boolean json = arguments.has(Command.JSON);
        if (!json) {
            announce(spec, output);
        }
        SelfTestReport report = services.selfTest().run(spec, row -> {
            if (!json) {
                output.line(line(row, output));
            }
        });
        if (json) {
            output.json(report);
        } else {
            conclude(report, output);
        }
        if (!report.passed()) {
            throw new CommandException(failure(report));
        }
    }

    private static SelfTestSpec spec(Arguments arguments) {
        SelfTestSpec.Kind kind = arguments.choice("KIND", SelfTestSpec.Kind.class);
        Duration duration = arguments.duration("--duration");
        Integer concurrency = arguments.count("--concurrency");
        SelfTestSpec usual = SelfTestSpec.FULL;
        return new SelfTestSpec(
                kind == null ? usual.kind() : kind,
                duration == null ? usual.duration() : duration,
                concurrency == null ? usual.concurrency() : concurrency);
    }

    private static void announce(SelfTestSpec spec, Output output) {
        String load = "a load of " + Times.text(spec.duration()) + " by " + spec.concurrency()
                + " threads each of messages, calls and events";
        switch (spec.kind()) {
            case BASIC -> output.line("everything once" + (output.isInteractive() ? "; Ctrl-C ends" : ""));
            case STRESS -> output.line(load + (output.isInteractive() ? "; Ctrl-C ends" : ""));
            case FULL -> output.line("everything once, then " + load + (output.isInteractive() ? "; Ctrl-C ends" : ""));
        }
        output.line(String.format(LINE, "RESULT", "CONCERN", "TEST", "TIME", "DETAIL"));
    }

    private static String line(SelfTestRow row, Output output) {
        String time = String.format(Locale.ROOT, "%.1f ms", row.took().toNanos() / 1e6);
        String result = String.format("%-7s", row.result());
        return String.format(
                LINE, output.toned(Tone.ofState(result), result), row.concern(), row.name(), time, row.detail());
    }

    private static void conclude(SelfTestReport report, Output output) {
        output.line("");
        output.line(String.format(
                Locale.ROOT,
                "%d tests in %.1f s: %d passed, %d failed, %d skipped; %.1f %% of those tried passed",
                report.rows().size(),
                report.took().toMillis() / 1e3,
                report.count(Result.PASSED),
                report.count(Result.FAILED),
                report.count(Result.SKIPPED),
                report.passRate()));
    }

    /** Why a report is not a good one. */
    static String failure(SelfTestReport report) {
        String failed = report.rows().stream()
                .filter(row -> row.result() == Result.FAILED)
                .map(SelfTestRow::name)
                .collect(Collectors.joining(", "));
        return failed.isEmpty()
                ? "the self-test could try nothing: all its tests were skipped"
                : "the self-test failed: " + failed;
    }
}
