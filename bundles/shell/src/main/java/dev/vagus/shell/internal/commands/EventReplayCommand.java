package dev.vagus.shell.internal.commands;

import dev.vagus.events.EventQuery;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Similar;
import java.util.List;
import java.util.Map;

/** The command that brings events of the past to a module once more. */
final class EventReplayCommand {
    private final Services services;
    private final EventNames names;

    EventReplayCommand(Services services) {
        this.services = services;
        this.names = new EventNames(services);
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(EventCriteria.on(
                        known,
                        known::events,
                        Command.named("event-replay", "bring events of the past to the handlers of a module once more")
                                .argument(
                                        "MODULE",
                                        "name of the module; each of its handlers gets what it hears",
                                        names::hearingModules))
                .flag(EventCriteria.ALL, "every event that is in memory")
                .json()
                .example("event-replay Progress 'LabStep*' --since 5m")
                .does(this::replay));
    }

    private void replay(Arguments arguments, Output output) {
        EventQuery query = EventCriteria.chosen(arguments);
        if (query.name().indexOf('/') >= 0) {
            throw new CommandException(
                    "'" + query.name() + "' means topics of other OSGi events, which no handler of Vagus events hears");
        }
        String module = arguments.get("MODULE");
        services.events();
        List<String> hearing = names.hearingModules();
        if (!hearing.contains(module)) {
            throw new CommandException("no module " + module + " has a handler of Vagus events"
                    + Similar.hint(module, hearing, "; event-handler-list shows who has"));
        }
        long queued = services.history().replay(module, query);
        if (arguments.has(Command.JSON)) {
            output.json(Map.of("queued", queued));
        } else if (queued == 0) {
            output.line("nothing to replay: no event in memory is meant and heard by " + module + names.hint(query));
        } else {
            output.line("queued " + EventHistoryCommands.count(queued) + " for the handlers of " + module
                    + ", marked as replayed");
        }
    }
}
