package dev.vagus.events.internal.engine;

import dev.vagus.events.EventTopics;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.events.Replay;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Kept;
import dev.vagus.events.internal.history.Position;
import dev.vagus.events.internal.history.Positions;
import dev.vagus.events.internal.history.StickyEvents;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings handlers into the routes, those of Vagus events with what they are to hear of the past.
 *
 * <p>No gap and no double: an event is numbered and kept before it is routed. The handler is entered into the routes
 * first; what comes for it waits in its mailbox. Then the bound is read: the number that the next event gets. An event
 * below the bound is in the history, or among the sticky ones, when the past is read, and passed by where it waits in the
 * mailbox too; an event at or above it was numbered after the handler had entered, so its route has the handler. What is
 * heard of the past stands before what waits, in the order of the numbers, which keeps that of each publisher.
 */
final class Entrance {
    private final RouteIndex routes;
    private final History history;
    private final StickyEvents sticky;
    private final Positions positions = new Positions();
    private final ModuleEvents mapping;

    Entrance(RouteIndex routes, History history, StickyEvents sticky, ModuleEvents mapping) {
        this.routes = routes;
        this.history = history;
        this.sticky = sticky;
        this.mapping = mapping;
    }

    /**
     * Brings the handler in.
     *
     * @throws PositionTakenException when another one has its position; nothing has happened then
     */
    void enter(HandlerEntry entry) {
        if (entry.identity().kind() == HandlerKind.OSGI) {
            routes.add(entry, entry.interest().patterns());
        } else {
            enterWithPast(entry);
        }
    }

    private void enterWithPast(HandlerEntry entry) {
        Replay replay = entry.interest().replay();
        Position position = position(entry, replay.position());
        routes.add(entry, entry.interest().patterns());
        StickyEvents.State now = sticky.state();
        SortedMap<Long, ModuleEvent> past = new TreeMap<>();
        Position resumed = position != null && position.isBegun() ? position : null;
        if (resumed != null) {
            collectSince(resumed, now.end(), entry, past);
        } else if (replay.last() > 0 || replay.since() != null) {
            collect(replay, now.end(), entry, past);
        }
        if (position != null) {
            position.begin(past.isEmpty() ? now.end() : past.firstKey());
            entry.position(position, history);
        }
        for (StickyEvents.Held held : now.events()) {
            if ((resumed == null || !resumed.isHad(held.sequence())) && hears(entry, held.event())) {
                past.compute(
                        held.sequence(), (sequence, known) -> (known == null ? held.event() : known).with(Mark.STICKY));
            }
        }
        entry.begin(new Backlog(past, mapping), now.end());
    }

    private @Nullable Position position(HandlerEntry entry, String name) {
        if (name.isEmpty()) {
            return null;
        }
        String module = entry.identity().module();
        Position position = positions.take(module, name);
        if (position == null) {
            throw new PositionTakenException(module, name);
        }
        return position;
    }

    private void collectSince(Position position, long end, HandlerEntry entry, SortedMap<Long, ModuleEvent> past) {
        for (Kept kept : history.settled(position.floor(), end)) {
            if (!position.isHad(kept.sequence()) && hears(entry, kept.event())) {
                past.put(kept.sequence(), kept.event().with(Mark.REPLAYED));
            }
        }
    }

    private void collect(Replay replay, long end, HandlerEntry entry, SortedMap<Long, ModuleEvent> past) {
        Instant since = replay.since();
        for (Kept kept : history.settled(0, end)) {
            ModuleEvent event = kept.event();
            if ((since == null || !event.timestamp().isBefore(since)) && hears(entry, event)) {
                past.put(kept.sequence(), event.with(Mark.REPLAYED));
            }
        }
        while (replay.last() > 0 && past.size() > replay.last()) {
            past.remove(past.firstKey());
        }
    }

    /** Whether a handler would get this event if it were raised now. */
    boolean hears(HandlerEntry entry, ModuleEvent event) {
        String topic = EventTopics.topic(event.channel(), event.name());
        Interest interest = entry.interest();
        boolean matches = event.is(Mark.BROADCAST)
                ? interest.broadcastTopic(topic, event.name()) != null
                : interest.matches(topic);
        return matches && entry.wants(new Occurrence(mapping.osgiEventOf(event), event));
    }

    /**
     * Brings events of the past to the handlers of a module once more.
     *
     * @return how many were queued
     */
    long repeat(Iterable<HandlerEntry> entries, String module, Predicate<ModuleEvent> which) {
        List<Kept> past = history.present().stream()
                .filter(kept -> which.test(kept.event()))
                .toList();
        long queued = 0;
        for (HandlerEntry entry : entries) {
            HandlerIdentity identity = entry.identity();
            if (identity.kind() == HandlerKind.MODULE && identity.module().equals(module)) {
                queued += repeat(entry, past);
            }
        }
        return queued;
    }

    private long repeat(HandlerEntry entry, List<Kept> past) {
        long queued = 0;
        for (Kept kept : past) {
            if (hears(entry, kept.event())) {
                ModuleEvent event = kept.event().with(Mark.REPLAYED);
                Occurrence again = new Occurrence(mapping.osgiEventOf(event), event)
                        .in(EventTrace.flow(event.correlationId(), null), null);
                queued += entry.queue(again) ? 1 : 0;
            }
        }
        return queued;
    }

    /** The handler has left the routes: another may take its position. */
    void left(HandlerEntry entry) {
        String position = entry.interest().replay().position();
        if (!position.isEmpty()) {
            positions.leave(entry.identity().module(), position);
        }
    }
}
