package dev.vagus.shell.internal.commands;

import dev.vagus.metrics.Detail;
import dev.vagus.metrics.MetricsQuery;
import dev.vagus.metrics.MetricsSnapshot;
import dev.vagus.metrics.RecentCall;
import dev.vagus.metrics.StoreFigures;
import dev.vagus.metrics.Traffic;
import dev.vagus.metrics.TrafficPoint;
import dev.vagus.shell.internal.commands.MetricsTables.TotalRow;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Choices;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The commands about how much moves, how long it takes and what fails. */
final class MetricsCommands {
    private static final String MODULE = "--module";
    private static final String CHANNEL = "--channel";
    private static final String OPERATION = "--operation";
    private static final String RANGE = "--range";
    private static final String DETAIL = "--detail";
    private static final String HISTORY = "--history";
    private static final int FEW = 5;
    private static final int MORE = 20;

    private final Services services;

    MetricsCommands(Services services) {
        this.services = services;
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(
                Command.named("metrics", "show how much moves, how long it takes and what fails")
                        .option(
                                MODULE,
                                "PATTERN",
                                "only the work of modules like this; * stands for any characters",
                                known::modules)
                        .option(CHANNEL, "PATTERN", "only messages of channels like this", known::channels)
                        .option(
                                OPERATION,
                                "PATTERN",
                                "only calls of operations like this, such as 'LabRunner.*'",
                                known::operations)
                        .option(RANGE, "TIME", "the last 5m, 1h, ...; without it, since the last metrics-reset")
                        .option(DETAIL, Choices.of(Detail.class), "each operation and handler too; how it went too")
                        .flag(HISTORY, "how it went too, second by second or minute by minute")
                        .json()
                        .example("metrics --range 5m")
                        .example("metrics --module LabRunner --detail detailed")
                        .does(this::show),
                Command.named("metrics-reset", "show figures from now on; what is scraped goes on")
                        .json()
                        .example("metrics-reset")
                        .does(this::reset));
    }

    private void reset(Arguments arguments, Output output) {
        Instant from = services.metrics().reset();
        Done.say(
                "from",
                from,
                "metrics begin at " + Times.date(from) + "; metrics --range still shows what was before",
                arguments,
                output);
    }

    private void show(Arguments arguments, Output output) {
        Detail detail = arguments.choice(DETAIL, Detail.class);
        MetricsQuery query = new MetricsQuery(
                arguments.text(MODULE),
                arguments.text(CHANNEL),
                arguments.text(OPERATION),
                arguments.duration(RANGE),
                detail == null ? Detail.SUMMARY : detail);
        MetricsSnapshot snapshot = services.metrics().snapshot(query);
        if (arguments.has(HISTORY) && snapshot.history().isEmpty()) {
            snapshot =
                    with(services.metrics().snapshot(query.in(Detail.VERBOSE)).history(), snapshot);
        }
        if (arguments.has(Command.JSON)) {
            output.json(snapshot);
        } else {
            print(snapshot, output);
        }
    }

    private static MetricsSnapshot with(List<TrafficPoint> history, MetricsSnapshot other) {
        return new MetricsSnapshot(
                other.from(),
                other.to(),
                other.detail(),
                other.calls(),
                other.deliveries(),
                other.events(),
                other.channels(),
                other.retries(),
                other.stores(),
                other.topByCalls(),
                other.topByTime(),
                other.topByErrors(),
                other.operations(),
                other.subscriptions(),
                other.handlers(),
                history,
                other.recent(),
                other.notes());
    }

    private static void print(MetricsSnapshot snapshot, Output output) {
        Duration time = Duration.between(snapshot.from(), snapshot.to());
        output.line("from " + Times.date(snapshot.from()) + " to " + Times.date(snapshot.to()) + ", "
                + MetricsText.time(time));
        snapshot.notes().forEach(note -> output.line("note: " + note));
        output.line("");
        output.table(
                MetricsTables.TOTALS,
                List.of(
                        new TotalRow("calls", snapshot.calls()),
                        new TotalRow("messages", snapshot.deliveries()),
                        new TotalRow("events", snapshot.events())));
        failures("calls", snapshot.calls(), output);
        failures("messages", snapshot.deliveries(), output);
        failures("events", snapshot.events(), output);
        section("channels", MetricsTables.CHANNELS, snapshot.channels(), output);
        section("retries", MetricsTables.RETRIES, snapshot.retries(), output);
        section(
                "store",
                MetricsTables.STORES,
                snapshot.stores().stream().filter(StoreFigures::present).toList(),
                output);
        if (snapshot.detail() == Detail.SUMMARY) {
            section("most called", MetricsTables.OPERATIONS, snapshot.topByCalls(), output);
            section("most time", MetricsTables.OPERATIONS, snapshot.topByTime(), output);
            section("most errors", MetricsTables.OPERATIONS, snapshot.topByErrors(), output);
        }
        section("operations", MetricsTables.OPERATIONS, snapshot.operations(), output);
        section("subscriptions", MetricsTables.SUBSCRIPTIONS, snapshot.subscriptions(), output);
        section("event handlers", MetricsTables.HANDLERS, snapshot.handlers(), output);
        section(
                "course",
                MetricsTables.HISTORY,
                snapshot.history().stream().filter(MetricsCommands::isBusy).toList(),
                output);
        recent(snapshot, output);
    }

    private static void failures(String what, Traffic traffic, Output output) {
        if (traffic.failures() > 0) {
            output.line("failed " + what + ": " + MetricsText.failures(traffic.failed()));
        }
    }

    private static boolean isBusy(TrafficPoint point) {
        return point.calls() + point.deliveries() + point.events() > 0;
    }

    private static void recent(MetricsSnapshot snapshot, Output output) {
        boolean summary = snapshot.detail() == Detail.SUMMARY;
        List<RecentCall> calls = snapshot.recent().stream()
                .filter(call -> !summary || call.category() != null)
                .limit(summary ? FEW : snapshot.detail() == Detail.DETAILED ? MORE : Long.MAX_VALUE)
                .toList();
        section(summary ? "latest calls that failed" : "latest calls", MetricsTables.RECENT, calls, output);
    }

    private static <T> void section(String title, Table<T> table, List<T> rows, Output output) {
        if (!rows.isEmpty()) {
            output.line("");
            output.line(title + ":");
            output.table(table, rows);
        }
    }
}
