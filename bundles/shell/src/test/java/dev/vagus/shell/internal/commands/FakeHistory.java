package dev.vagus.shell.internal.commands;

import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.HistorySnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.StickyEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Events of the past in memory; keeps what it was asked. Of a query it heeds names, order, place and limit. */
final class FakeHistory implements EventHistory {
    final List<ModuleEvent> kept = new ArrayList<>();
    final List<StickyEvent> sticky = new ArrayList<>();
    final List<EventQuery> asked = new ArrayList<>();
    final List<String> replayed = new ArrayList<>();
    int capacity = 2_000;
    boolean hasStore;
    long unstored;

    /** What a command has asked for, before what it may have asked to help with typing errors. */
    EventQuery firstAsked() {
        return asked.get(0);
    }

    @Override
    public EventPage query(EventQuery query) {
        asked.add(query);
        Comparator<ModuleEvent> byId = Comparator.comparing(ModuleEvent::id);
        Comparator<ModuleEvent> order = query.newestFirst() ? byId.reversed() : byId;
        String after = query.after();
        List<ModuleEvent> found = kept.stream()
                .filter(event -> isMeant(event, query))
                .sorted(order)
                .filter(event -> after == null
                        || (query.newestFirst()
                                ? event.id().compareTo(after) < 0
                                : event.id().compareTo(after) > 0))
                .toList();
        if (found.size() <= query.limit()) {
            return new EventPage(found, null);
        }
        List<ModuleEvent> page = found.subList(0, query.limit());
        return new EventPage(page, page.get(page.size() - 1).id());
    }

    private static boolean isMeant(ModuleEvent event, EventQuery query) {
        return new Wildcard(query.name()).matches(event.name())
                && new Wildcard(query.channel()).matches(event.channel())
                && new Wildcard(query.source()).matches(event.source());
    }

    @Override
    public long clear(EventQuery which) {
        asked.add(which);
        int before = kept.size();
        kept.removeIf(event -> isMeant(event, which));
        return before - kept.size();
    }

    @Override
    public long replay(String module, EventQuery which) {
        asked.add(which);
        replayed.add(module);
        return kept.stream().filter(event -> isMeant(event, which)).count();
    }

    @Override
    public List<StickyEvent> sticky(EventQuery which) {
        asked.add(which);
        return sticky.stream().filter(each -> isMeant(each.event(), which)).toList();
    }

    @Override
    public long clearSticky(EventQuery which) {
        asked.add(which);
        int before = sticky.size();
        sticky.removeIf(each -> isMeant(each.event(), which));
        return before - sticky.size();
    }

    @Override
    public HistorySnapshot snapshot() {
        return new HistorySnapshot(kept.size(), 0, kept.size(), capacity, 1, null, hasStore, unstored, 0, null);
    }
}
