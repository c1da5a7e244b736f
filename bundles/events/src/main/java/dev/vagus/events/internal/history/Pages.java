package dev.vagus.events.internal.history;

import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.module.TimeOrderedId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Cuts pages out of events that are sorted by id. A page begins after an id, whatever has come or gone meanwhile, so pages
 * are stable.
 */
public final class Pages {
    private Pages() {}

    /**
     * One page of what matches.
     *
     * @throws IllegalArgumentException when the place where it is to begin is none
     */
    public static EventPage of(Stream<ModuleEvent> events, EventQuery query) {
        String after = query.after() == null ? null : place(query.after());
        Comparator<ModuleEvent> byId = Comparator.comparing(ModuleEvent::id);
        Comparator<ModuleEvent> order = query.newestFirst() ? byId.reversed() : byId;
        List<ModuleEvent> found = events.filter(new Matching(query))
                .filter(event -> after == null
                        || (query.newestFirst()
                                ? event.id().compareTo(after) < 0
                                : event.id().compareTo(after) > 0))
                .sorted(order)
                .limit(query.limit() + 1L)
                .toList();
        if (found.size() <= query.limit()) {
            return new EventPage(found, null);
        }
        List<ModuleEvent> page = found.subList(0, query.limit());
        return new EventPage(page, page.get(page.size() - 1).id());
    }

    /**
     * One page out of two of the same query: each event once, none that lies behind an event which a page left out.
     *
     * @param memory the page of what is in memory
     * @param store the page of what is in the store
     */
    public static EventPage merge(EventPage memory, EventPage store, EventQuery query) {
        Comparator<String> order = query.newestFirst() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        SortedMap<String, ModuleEvent> all = new TreeMap<>(order);
        store.events().stream().filter(new Matching(query)).forEach(event -> all.put(event.id(), event));
        memory.events().forEach(event -> all.put(event.id(), event));
        String end = Stream.of(Optional.ofNullable(memory.next()), Optional.ofNullable(store.next()))
                .flatMap(Optional::stream)
                .min(order)
                .orElse(null);
        List<ModuleEvent> found = all.values().stream()
                .filter(event -> end == null || order.compare(event.id(), end) <= 0)
                .toList();
        if (found.size() <= query.limit()) {
            return new EventPage(found, end);
        }
        return new EventPage(
                found.subList(0, query.limit()), found.get(query.limit() - 1).id());
    }

    private static String place(String after) {
        try {
            return TimeOrderedId.parse(after).toString();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + after + "' is not a place in the history: take it from the page before", e);
        }
    }
}
