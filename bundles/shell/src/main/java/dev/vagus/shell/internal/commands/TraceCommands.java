package dev.vagus.shell.internal.commands;

import dev.vagus.metrics.TraceLevel;
import dev.vagus.metrics.TraceRecord;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.metrics.TraceStatus;
import dev.vagus.metrics.Tracing;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Choices;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands that start and end tracing, and show its records. */
final class TraceCommands {
    private static final int USUAL_LIMIT = 30;
    private static final Listing<TraceRecord> LISTING = new Listing<>(
            new Table<TraceRecord>()
                    .fixed("TIME", record -> Times.time(record.time()))
                    .text("WHAT", TraceText::what)
                    .text("SUBJECT", TraceText::subject)
                    .text("MODULE", TraceText::between)
                    .fixed("TOOK", record -> TraceText.took(record.duration()))
                    .fixed("ID", TraceRecord::id)
                    .wrapped("DETAIL", TraceText::detail),
            TraceText::structure,
            "no records");

    private final Services services;

    TraceCommands(Services services) {
        this.services = services;
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(
                Tail.options(Command.named("trace-start", "record calls, messages and events from now on")
                                .option("--level", Choices.of(TraceLevel.class), "how much; basic when left out")
                                .repeatable(
                                        "--module",
                                        "PATTERN",
                                        "only of modules like this; * stands for any characters",
                                        known::modules)
                                .repeatable("--channel", "PATTERN", "only on channels like this", known::channels)
                                .repeatable(
                                        "--operation",
                                        "PATTERN",
                                        "only calls of operations like this",
                                        known::operations)
                                .option("--file", "FILE", "write JSON lines to this file too")
                                .flag("--follow", "show the records as they come; tracing stays on after that"))
                        .example("trace-start --level detailed --module LabRunner --file logs/trace.jsonl")
                        .example("trace-start --channel 'Orders*' --follow --for 30s")
                        .does(this::start),
                Tail.options(Command.named("trace-tail", "watch the records of the trace as they come"))
                        .example("trace-tail --count 10")
                        .does((arguments, output) -> follow(running(), arguments, output)),
                Command.named("trace-list", "list the latest records of the trace")
                        .option("--limit", "N", "so many at most; " + USUAL_LIMIT + " when left out")
                        .json()
                        .example("trace-list --limit 100")
                        .does(this::list),
                Command.named("trace-status", "say whether tracing is on, what it records and what it lost")
                        .json()
                        .example("trace-status")
                        .does((arguments, output) -> print(services.tracing().status(), arguments, output)),
                Command.named("trace-stop", "end tracing; the records in memory stay until the next start")
                        .option("--archive", "DIR", "move the trace files into a zip in this folder")
                        .json()
                        .example("trace-stop --archive archive")
                        .does(this::stop));
    }

    private void start(Arguments arguments, Output output) throws InterruptedException {
        boolean follows = arguments.has("--follow");
        if (!follows && (arguments.has("--count") || arguments.has("--for"))) {
            throw new CommandException("--count and --for end --follow, which was not given");
        }
        TraceLevel level = arguments.choice("--level", TraceLevel.class);
        String file = arguments.text("--file");
        TraceSpec spec = new TraceSpec(
                level == null ? TraceLevel.BASIC : level,
                arguments.all("--module"),
                arguments.all("--channel"),
                arguments.all("--operation"),
                file == null ? null : path("--file", file));
        Tracing tracing = services.tracing();
        if (!follows) {
            TraceStatus status = tracing.start(spec);
            if (arguments.has(Command.JSON)) {
                output.json(TraceText.structure(status));
            } else {
                output.line("tracing is on: " + TraceText.of(status.spec()));
                output.line("trace-list shows the latest records, trace-show ID a whole journey, trace-stop ends it");
            }
            return;
        }
        Tail<TraceRecord> tail = new Tail<>(arguments, output);
        tracing.start(spec);
        follow(tracing, tail);
    }

    private static Path path(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CommandException(option + " is no path: " + e.getMessage());
        }
    }

    private Tracing running() {
        Tracing tracing = services.tracing();
        if (!tracing.status().on()) {
            throw new CommandException("tracing is off: trace-start begins it");
        }
        return tracing;
    }

    private static void follow(Tracing tracing, Arguments arguments, Output output) {
        follow(tracing, new Tail<>(arguments, output));
    }

    private static void follow(Tracing tracing, Tail<TraceRecord> tail) {
        try (Tracing.Tail source = tracing.tail(tail::accept)) {
            tail.follow(source, "records of the trace", TraceText::line, TraceText::structure);
        }
    }

    private void list(Arguments arguments, Output output) {
        Integer limit = arguments.count("--limit");
        Tracing tracing = services.tracing();
        List<TraceRecord> records = tracing.records(limit == null ? USUAL_LIMIT : limit);
        LISTING.print(records, arguments, output);
        if (records.isEmpty() && !arguments.has(Command.JSON)) {
            output.line(TraceText.state(tracing.status()));
        }
    }

    private void stop(Arguments arguments, Output output) {
        Tracing tracing = services.tracing();
        boolean wasOn = tracing.status().on();
        String folder = arguments.text("--archive");
        Path archive = folder == null ? null : tracing.stop(path("--archive", folder));
        TraceStatus status = folder == null ? tracing.stop() : tracing.status();
        if (arguments.has(Command.JSON)) {
            Map<String, @Nullable Object> facts = TraceText.structure(status);
            facts.put("archive", archive == null ? null : archive.toString());
            output.json(facts);
            return;
        }
        output.line(wasOn ? "tracing is off; " + status.records() + " records were made" : "tracing was off already");
        if (status.lost() > 0) {
            output.line(status.lost() + " of them are not in the file");
        }
        if (archive != null) {
            output.line("archived in " + archive);
        }
    }

    private static void print(TraceStatus status, Arguments arguments, Output output) {
        if (arguments.has(Command.JSON)) {
            output.json(TraceText.structure(status));
        } else {
            output.structure(TraceText.facts(status));
        }
    }
}
