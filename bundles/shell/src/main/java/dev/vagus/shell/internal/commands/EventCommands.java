package dev.vagus.shell.internal.commands;

import dev.vagus.events.EventSubscription;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.Replay;
import dev.vagus.events.ReplayStatus;
import dev.vagus.module.Registration;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Choices;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import java.time.Instant;
import java.util.List;

/** The commands about who hears events. */
final class EventCommands {
    private static final Listing<HandlerSnapshot> HANDLERS = Listing.of(
            new Table<HandlerSnapshot>()
                    .text("ID", HandlerSnapshot::id)
                    .text("KIND", HandlerSnapshot::kind)
                    .text("HEARS", handler -> String.join(", ", handler.topics()))
                    .text("CHANNEL", HandlerSnapshot::channel)
                    .text("FILTER", HandlerSnapshot::filter)
                    .text("MODULE", HandlerSnapshot::module)
                    .state("STATE", handler -> Choices.label(handler.status().state()))
                    .state("REPLAY", EventCommands::replay)
                    .text("POSITION", EventCommands::position)
                    .number("OFFERED", HandlerSnapshot::offered)
                    .number("DELIVERED", HandlerSnapshot::delivered)
                    .number("FAILED", HandlerSnapshot::failed)
                    .number("DROPPED", HandlerSnapshot::dropped)
                    .number("QUEUED", handler -> handler.queued() + handler.inFlight()),
            "no event handlers");

    private final Services services;

    EventCommands(Services services) {
        this.services = services;
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(
                Tail.options(Command.named("event-tail", "watch events as they come")
                                .optional(
                                        "PATTERN", "only names like this; * stands for any characters", known::events))
                        .option("--channel", "PATTERN", "only channels like this", known::eventChannels)
                        .option("--filter", "LDAP", "only what this filter on the data lets through")
                        .option("--last", "N", "begin with so many of the past; at most " + Tail.QUEUE)
                        .option("--since", "TIME", "begin with those of the past since this time: 5m or 2h ago, 08:30")
                        .example("event-tail 'LabStep*' --count 2")
                        .example("event-tail --last 20")
                        .example("event-tail --filter '(StepName=DeployVM)' --for 10s --json")
                        .does(this::tail),
                Command.named("event-handler-list", "list who hears which events")
                        .json()
                        .example("event-handler-list")
                        .does((arguments, output) ->
                                HANDLERS.print(services.events().handlers(), arguments, output)));
    }

    private void tail(Arguments arguments, Output output) throws InterruptedException {
        Tail<ModuleEvent> tail = new Tail<>(arguments, output);
        EventSubscription subscription = EventSubscription.to(arguments.find("PATTERN", "*"))
                .on(arguments.find("--channel", "*"))
                .matching(arguments.find("--filter", ""))
                .replaying(past(arguments));
        try (Registration registration = services.events().subscribe(subscription, tail::accept)) {
            tail.follow(registration, "events", EventText::line, EventText::structure);
        }
    }

    /** What it hears, of one that hears more than what comes. */
    private static String replay(HandlerSnapshot handler) {
        return handler.replay().equals(ReplayStatus.NONE)
                ? ""
                : Choices.label(handler.replay().state());
    }

    /** The name of its position, and where it is; of one without a name only while it hears the past. */
    private static String position(HandlerSnapshot handler) {
        Instant reached = handler.replay().reached();
        String at = reached == null ? "" : "at " + Times.moment(reached);
        return handler.replay().position().isEmpty() ? at : (handler.replay().position() + " " + at).strip();
    }

    private static Replay past(Arguments arguments) {
        Integer last = arguments.count("--last");
        if (last != null && last > Tail.QUEUE) {
            throw new CommandException("--last must be at most " + Tail.QUEUE + ", but is '" + last
                    + "'; event-history shows more, page by page");
        }
        return new Replay(last == null ? 0 : last, arguments.moment("--since"), "");
    }
}
