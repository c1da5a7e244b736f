package dev.vagus.shell.internal.commands;

import dev.vagus.events.EventBuilder;
import dev.vagus.events.EventSubscription;
import dev.vagus.events.EventTopics;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.module.Registration;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.Json;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import dev.vagus.shell.internal.model.Values;
import java.util.List;
import java.util.Map;

/** The commands about events. */
final class EventCommands {
    private static final Listing<HandlerSnapshot> HANDLERS = Listing.of(
            new Table<HandlerSnapshot>()
                    .text("ID", HandlerSnapshot::id)
                    .text("KIND", HandlerSnapshot::kind)
                    .text("HEARS", handler -> String.join(", ", handler.topics()))
                    .text("CHANNEL", HandlerSnapshot::channel)
                    .text("FILTER", HandlerSnapshot::filter)
                    .text("MODULE", HandlerSnapshot::module)
                    .text("STATE", handler -> handler.status().state().name())
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
        return List.of(
                Command.named("event-publish", "publish an event")
                        .argument("NAME", "name of the event")
                        .many("KEY=VALUE", "what happened; a value that is JSON is taken as such, else as text")
                        .option("--data", "JSON", "what happened, as a JSON object")
                        .option("--channel", "CHANNEL", "its channel; without it " + EventTopics.DEFAULT_CHANNEL)
                        .option("--correlation", "ID", "what joins it to other messages, calls and events")
                        .json()
                        .example("event-publish LabStepStarted StepName=DeployVM")
                        .does(this::publish),
                Tail.options(Command.named("event-tail", "watch events as they come")
                                .optional("PATTERN", "only names like this; * stands for any characters"))
                        .option("--channel", "PATTERN", "only channels like this")
                        .option("--filter", "LDAP", "only what this filter on the data lets through")
                        .example("event-tail 'LabStep*' --count 2")
                        .example("event-tail --filter '(StepName=DeployVM)' --for 10s --json")
                        .does(this::tail),
                Command.named("event-handler-list", "list who hears which events")
                        .json()
                        .example("event-handler-list")
                        .does((arguments, output) ->
                                HANDLERS.print(services.events().handlers(), arguments, output)));
    }

    private void publish(Arguments arguments, Output output) {
        EventBuilder event = services.events().event(arguments.get("NAME")).data(Values.payload(arguments));
        String channel = arguments.find("--channel");
        if (channel != null) {
            event.channel(channel);
        }
        String correlation = arguments.find("--correlation");
        if (correlation != null) {
            event.correlationId(correlation);
        }
        String id = event.publish().id().toString();
        if (arguments.has(Command.JSON)) {
            output.json(Map.of("id", id));
        } else {
            output.line("published " + id);
        }
    }

    private void tail(Arguments arguments, Output output) throws InterruptedException {
        Tail<ModuleEvent> tail = new Tail<>(arguments, output);
        EventSubscription subscription = EventSubscription.to(arguments.find("PATTERN", "*"))
                .on(arguments.find("--channel", "*"))
                .matching(arguments.find("--filter", ""));
        try (Registration registration = services.events().subscribe(subscription, tail::accept)) {
            tail.follow(registration, "events", EventCommands::line, event -> event);
        }
    }

    private static String line(ModuleEvent event) {
        return Times.time(event.timestamp()) + "  " + event.id() + "  " + event.name() + "  from " + event.source()
                + (event.channel().equals(EventTopics.DEFAULT_CHANNEL) ? "" : " on " + event.channel()) + "  "
                + Json.compact(event.data());
    }
}
