package dev.vagus.shell.internal.commands;

import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.HistorySnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.CommandLine;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands that list and forget the events of the past. */
final class EventHistoryCommands {
    private static final int PAGE = 20;
    private static final String LIMIT = "--limit";
    private static final String OLDEST_FIRST = "--oldest-first";
    private static final String AFTER = "--after";

    private static final Table<ModuleEvent> TABLE = new Table<ModuleEvent>()
            .fixed("TIME", event -> Times.moment(event.timestamp()))
            .fixed("ID", ModuleEvent::id)
            .text("NAME", ModuleEvent::name)
            .text("CHANNEL", EventText::channel)
            .text("SOURCE", EventText::source)
            .wrapped("DATA", EventText::data);

    private final Services services;
    private final EventNames names;

    EventHistoryCommands(Services services) {
        this.services = services;
        this.names = new EventNames(services);
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(
                EventCriteria.on(
                                known,
                                known::events,
                                Command.named("event-history", "list the events of the past, page by page"))
                        .option(LIMIT, "N", "how many make a page; without it " + PAGE + ", at most " + EventQuery.MOST)
                        .flag(OLDEST_FIRST, "begin with the oldest; without it, with the latest")
                        .option(AFTER, "PLACE", "the page after this place, which the page before names at its end")
                        .json()
                        .example("event-history 'LabStep*' --since 5m")
                        .example("event-history --source LabRunner --text DeployVM --limit 100 --json")
                        .does(this::list),
                EventCriteria.on(
                                known,
                                known::events,
                                Command.named("event-clear", "forget events of the past, in memory and in the store"))
                        .flag(EventCriteria.ALL, "every event")
                        .destroys()
                        .json()
                        .example("event-clear 'LabStep*' --until 1d --force")
                        .does(this::clear));
    }

    private void list(Arguments arguments, Output output) {
        EventHistory history = services.history();
        EventQuery criteria = EventCriteria.query(arguments);
        Integer limit = arguments.count(LIMIT);
        if (limit != null && limit > EventQuery.MOST) {
            throw new CommandException(LIMIT + " must be at most " + EventQuery.MOST + ", but is '" + limit
                    + "'; the rest comes page by page");
        }
        EventQuery query = (arguments.has(OLDEST_FIRST) ? criteria.oldestFirst() : criteria)
                .limit(limit == null ? PAGE : limit)
                .after(place(arguments.text(AFTER)));
        EventPage page = history.query(query);
        if (arguments.has(Command.JSON)) {
            Map<String, @Nullable Object> facts = new LinkedHashMap<>();
            facts.put("events", page.events().stream().map(EventText::structure).toList());
            facts.put("next", page.next());
            output.json(facts);
            return;
        }
        if (page.events().isEmpty()) {
            output.line(query.after() == null ? none(query) : "no more events");
            return;
        }
        output.table(TABLE, page.events());
        String next = page.next();
        if (next == null) {
            output.sentence(page.events().size() + " shown, no more; " + keeps(history.snapshot()));
        } else {
            output.line(page.events().size() + " shown; the next page: " + line(query.after(next), limit));
        }
    }

    private static @Nullable String place(@Nullable String word) {
        if (word == null) {
            return null;
        }
        try {
            return TimeOrderedId.parse(word).toString();
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    AFTER + " must be the id of an event, as the end of the page before names it, but" + " is '" + word
                            + "'");
        }
    }

    private static String line(EventQuery query, @Nullable Integer limit) {
        return EventCriteria.repeat(query, new CommandLine("event-history"))
                .option(LIMIT, limit)
                .flag(OLDEST_FIRST, !query.newestFirst())
                .option(AFTER, query.after())
                .toString();
    }

    private String none(EventQuery query) {
        HistorySnapshot snapshot = services.history().snapshot();
        if (snapshot.capacity() == 0 && !snapshot.hasStore()) {
            return "no events: none are kept, since history.capacity of dev.vagus.events is 0";
        }
        String hint = names.hint(query);
        return "no such events" + (hint.isEmpty() ? "; " + keeps(snapshot) : hint);
    }

    private static String keeps(HistorySnapshot snapshot) {
        String memory = "the history holds " + snapshot.events() + " of at most " + snapshot.capacity() + " in memory";
        if (!snapshot.hasStore()) {
            return memory + ", and there is no store";
        }
        return memory + ", and a store has more"
                + (snapshot.unstored() == 0 ? "" : ", in which " + snapshot.unstored() + " are missing")
                + (snapshot.unreadReplays() == 0
                        ? ""
                        : "; " + snapshot.unreadReplays() + " replays had to do without it, see the log");
    }

    private void clear(Arguments arguments, Output output) throws InterruptedException {
        EventQuery query = EventCriteria.chosen(arguments);
        output.confirm(arguments, EventCriteria.text(query) + " would be forgotten, in memory and in the store");
        long cleared = services.history().clear(query);
        if (arguments.has(Command.JSON)) {
            output.json(Map.of("cleared", cleared));
        } else {
            output.line("forgot " + count(cleared) + (cleared == 0 ? names.hint(query) : ""));
        }
    }

    /** Such as {@code 1 event}. */
    static String count(long events) {
        return events == 1 ? "1 event" : events + " events";
    }
}
