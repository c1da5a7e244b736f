package dev.vagus.shell.internal.commands;

import dev.vagus.events.EventQuery;
import dev.vagus.events.StickyEvent;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands about the events that wait for handlers which come later. */
final class EventStickyCommands {
    private static final Listing<StickyEvent> LISTING = new Listing<>(
            new Table<StickyEvent>()
                    .fixed("TIME", sticky -> Times.moment(sticky.event().timestamp()))
                    .fixed("ID", sticky -> sticky.event().id())
                    .text("NAME", sticky -> sticky.event().name())
                    .text("KEY", StickyEvent::key)
                    .text("CHANNEL", sticky -> sticky.event().channel())
                    .text("SOURCE", sticky -> EventText.source(sticky.event()))
                    .wrapped("DATA", sticky -> EventText.data(sticky.event())),
            EventStickyCommands::structure,
            "no sticky events");

    private final Services services;
    private final EventNames names;

    EventStickyCommands(Services services) {
        this.services = services;
        this.names = new EventNames(services);
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(
                EventCriteria.on(
                                known,
                                known::stickyEvents,
                                Command.named(
                                        "event-sticky", "list the events that handlers which come later get first"))
                        .json()
                        .example("event-sticky 'Device*' --channel Lab")
                        .does((arguments, output) -> LISTING.print(
                                services.history().sticky(EventCriteria.query(arguments)), arguments, output)),
                EventCriteria.on(
                                known,
                                known::stickyEvents,
                                Command.named("event-sticky-clear", "take sticky events away; nobody hears of it"))
                        .flag(EventCriteria.ALL, "every sticky event")
                        .destroys()
                        .json()
                        .example("event-sticky-clear DeviceState --source LabRunner --force")
                        .does(this::clear));
    }

    private void clear(Arguments arguments, Output output) throws InterruptedException {
        EventQuery query = EventCriteria.chosen(arguments);
        output.confirm(arguments, EventCriteria.text(query) + " would be taken away from handlers that come later");
        long cleared = services.history().clearSticky(query);
        if (arguments.has(Command.JSON)) {
            output.json(Map.of("cleared", cleared));
        } else {
            output.line("took away " + (cleared == 1 ? "1 sticky event" : cleared + " sticky events")
                    + (cleared == 0 ? names.hint(query) : ""));
        }
    }

    private static Map<String, @Nullable Object> structure(StickyEvent sticky) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("key", sticky.key());
        facts.put("event", EventText.structure(sticky.event()));
        return facts;
    }
}
