package dev.vagus.shell.internal.commands;

import dev.vagus.events.EventHistory;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.StickyEvent;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.CommandLine;
import dev.vagus.shell.internal.model.Output;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command that shows one event of the past, or a sticky one that the history has forgotten. */
final class EventShowCommand {
    private final Services services;
    private final EventNames names;

    EventShowCommand(Services services) {
        this.services = services;
        this.names = new EventNames(services);
    }

    List<Command> all() {
        return List.of(Command.named("event-show", "show an event of the past with all of its data")
                .argument("ID", "id of the event, as event-history shows it", names::ids)
                .json()
                .example("event-show 01JD6X8Z3T000")
                .does(this::show));
    }

    private void show(Arguments arguments, Output output) {
        ModuleEvent event = require(arguments.get("ID"));
        Map<String, @Nullable Object> facts = EventText.structure(event);
        if (arguments.has(Command.JSON)) {
            output.json(facts);
            return;
        }
        if (event.marks().isEmpty()) {
            facts.remove("marks");
        } else {
            facts.put("marks", EventText.marks(event));
        }
        output.structure(facts);
        if (event.correlationId() != null) {
            output.line("of the same affair: "
                    + new CommandLine("event-history").option("--correlation", event.correlationId()));
        }
    }

    /** The event of this id is the first one after the id before. */
    private ModuleEvent require(String text) {
        TimeOrderedId id = id(text);
        String before = id.value() == 0 ? null : new TimeOrderedId(id.value() - 1).toString();
        EventHistory history = services.history();
        String wanted = id.toString();
        return history.query(EventQuery.ALL.oldestFirst().limit(1).after(before)).events().stream()
                .filter(event -> event.id().equals(wanted))
                .findFirst()
                .or(() -> history.sticky(EventQuery.ALL).stream()
                        .map(StickyEvent::event)
                        .filter(event -> event.id().equals(wanted))
                        .findFirst())
                .orElseThrow(() -> new CommandException(
                        "no event " + wanted + " in the history: event-history shows what there is"));
    }

    private static TimeOrderedId id(String text) {
        try {
            return TimeOrderedId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage() + "; event-history shows those that there are");
        }
    }
}
