package dev.vagus.shell.internal.commands;

import dev.vagus.metrics.Journey;
import dev.vagus.metrics.Journey.Stage;
import dev.vagus.metrics.TraceRecord;
import dev.vagus.metrics.Tracing;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command that shows the whole journey of a call, a message or an event as a tree. */
final class TraceShowCommand {
    private static final int CANDIDATES = 200;
    private static final String LINE = "%12s %12s  ";
    private static final String INDENT = "  ";

    private final Services services;

    TraceShowCommand(Services services) {
        this.services = services;
    }

    List<Command> all() {
        return List.of(
                Command.named("trace-show", "show the whole journey of a call, message or event as a tree with times")
                        .argument("ID", "id of a call, message or event, a trace id or a correlation id", this::ids)
                        .json()
                        .example("trace-show 01JD6X8Z3T000")
                        .does(this::show));
    }

    private List<String> ids() {
        Tracing tracing = services.findTracing();
        return tracing == null
                ? List.of()
                : tracing.records(CANDIDATES).stream()
                        .map(TraceRecord::id)
                        .filter(id -> !id.isEmpty())
                        .distinct()
                        .toList();
    }

    private void show(Arguments arguments, Output output) {
        String id = arguments.get("ID");
        Tracing tracing = services.tracing();
        Journey journey = tracing.journey(id)
                .orElseThrow(() -> new CommandException("nothing of " + id + " is in memory: "
                        + TraceText.state(tracing.status()) + "; trace-list shows what there is"));
        if (arguments.has(Command.JSON)) {
            Map<String, @Nullable Object> facts = new LinkedHashMap<>();
            facts.put("begin", journey.begin());
            facts.put("roots", structures(journey.roots()));
            output.json(facts);
            return;
        }
        String traces = journey.roots().stream()
                .map(root -> root.work().traceId())
                .distinct()
                .collect(Collectors.joining(", "));
        output.line("trace " + traces + " since " + Times.date(journey.begin()));
        output.line(String.format(LINE, "AFTER", "TOOK") + "WHAT");
        journey.roots().forEach(root -> print(root, 0, output));
    }

    private static void print(Stage stage, int depth, Output output) {
        TraceRecord work = stage.work();
        String margin = INDENT.repeat(depth);
        String took = stage.duration() == null ? "open" : TraceText.took(stage.duration());
        String facts = Stream.of(
                        TraceText.kind(work) + " " + TraceText.subject(work), TraceText.between(work), work.id())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
        output.line(clean(String.format(LINE, "+" + TraceText.took(stage.offset()), took) + margin + facts));
        String inner = String.format(LINE, "", "") + margin + INDENT;
        if (!work.payload().isEmpty()) {
            output.line(clean(inner + "= " + work.payload()));
        }
        for (TraceRecord note : stage.notes()) {
            output.line(clean(inner + "- " + note.note() + (note.detail().isEmpty() ? "" : " " + note.detail())));
        }
        if (!stage.error().isEmpty()) {
            output.line(clean(inner + "! " + stage.error()));
        }
        stage.inside().forEach(each -> print(each, depth + 1, output));
    }

    private static String clean(String line) {
        return line.replaceAll("\\p{Cntrl}+", " ");
    }

    private static List<Map<String, @Nullable Object>> structures(List<Stage> stages) {
        return stages.stream().map(TraceShowCommand::structure).toList();
    }

    private static Map<String, @Nullable Object> structure(Stage stage) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("work", TraceText.structure(stage.work()));
        facts.put("offsetMicros", TraceText.micros(stage.offset()));
        facts.put("micros", TraceText.micros(stage.duration()));
        facts.put("error", stage.error());
        facts.put("notes", stage.notes().stream().map(TraceText::structure).toList());
        facts.put("inside", structures(stage.inside()));
        return facts;
    }
}
