package dev.vagus.events.internal.engine;

import dev.vagus.events.EventQuery;
import dev.vagus.events.EventTopics;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.events.Replay;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Ids;
import dev.vagus.events.internal.history.Kept;
import dev.vagus.events.internal.history.Position;
import dev.vagus.events.internal.history.Positions;
import dev.vagus.events.internal.history.StickyEvents;
import dev.vagus.events.internal.history.Trail;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings handlers into the routes, those of Vagus events with what they are to hear of the past.
 *
 * <p>No gap and no double: an event is numbered and kept before it is routed. The handler is entered into the routes
 * first; what comes for it waits in its mailbox. Then the bound is read: the number that the next event gets. An event
 * below the bound is in the history, or among the sticky ones, when the past is read, and passed by where it waits in the
 * mailbox too; an event at or above it was numbered after the handler had entered, so its route has the handler. What is
 * heard of the past stands before what waits, in the order of the numbers, which keeps that of each publisher.
 *
 * <p>Where that is not all that the handler is to hear, since the memory has forgotten some and a store has it, the handler
 * begins behind, and a {@link PastReader} does the same when it has caught up.
 */
final class Entrance {
    private final RouteIndex routes;
    private final History history;
    private final StickyEvents sticky;
    private final Positions positions = new Positions();
    private final ModuleEvents mapping;
    private final Later later;
    private final PositionKeeper keeper;

    Entrance(
            RouteIndex routes,
            History history,
            StickyEvents sticky,
            ModuleEvents mapping,
            Later later,
            PositionKeeper keeper) {
        this.keeper = keeper;
        this.routes = routes;
        this.history = history;
        this.sticky = sticky;
        this.mapping = mapping;
        this.later = later;
    }

    History history() {
        return history;
    }

    ModuleEvents mapping() {
        return mapping;
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
        boolean resumed = position != null && position.isBegun();
        boolean asks = resumed || replay.last() > 0 || replay.since() != null;
        List<Kept> kept = asks || position != null ? history.settled(0, now.end()) : List.of();
        SortedMap<Long, ModuleEvent> past = new TreeMap<>();
        if (position != null && resumed) {
            collectSince(position, kept, entry, past);
        } else if (asks) {
            collect(replay, kept, entry, past);
        }
        if (history.durability().store() != null) {
            if (position != null && !resumed && keeper.store() != null) {
                Trail fresh = Reach.before(new TreeMap<>(), kept);
                enterBehind(entry, position, loader(entry, position, now.end(), fresh));
                return;
            }
            if (asks && !Reach.isEnough(history, replay, resumed ? position : null, kept, past)) {
                enterBehind(
                        entry,
                        position,
                        position != null && resumed
                                ? reader(entry, position, null, position.start())
                                : firstReader(entry, position));
                return;
            }
        }
        if (position != null) {
            position.begin(past.isEmpty() ? now.end() : past.firstKey(), Reach.before(past, kept));
            noteWhere(entry, position);
        }
        for (StickyEvents.Held held : now.events()) {
            if ((!resumed || position == null || !position.isHad(held.sequence())) && hears(entry, held.event())) {
                past.compute(
                        held.sequence(), (sequence, known) -> (known == null ? held.event() : known).with(Mark.STICKY));
            }
        }
        entry.begin(new MemoryBacklog(past, mapping), now.end());
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

    private void collectSince(
            Position position, List<Kept> kept, HandlerEntry entry, SortedMap<Long, ModuleEvent> past) {
        for (Kept each : kept) {
            if (!position.isHad(each) && hears(entry, each.event())) {
                past.put(each.sequence(), each.event().with(Mark.REPLAYED));
            }
        }
    }

    private void collect(Replay replay, List<Kept> kept, HandlerEntry entry, SortedMap<Long, ModuleEvent> past) {
        for (Kept each : kept) {
            if (isSince(replay.since(), each.event()) && hears(entry, each.event())) {
                past.put(each.sequence(), each.event().with(Mark.REPLAYED));
            }
        }
        while (replay.last() > 0 && past.size() > replay.last()) {
            past.remove(past.firstKey());
        }
    }

    private static boolean isSince(@Nullable Instant since, ModuleEvent event) {
        return since == null || !event.timestamp().isBefore(since);
    }

    private void enterBehind(HandlerEntry entry, @Nullable Position position, Steps steps) {
        if (position != null && position.isBegun()) {
            noteWhere(entry, position);
        } else if (position != null) {
            entry.past().position(position, history);
        }
        entry.beginBehind(new StoredBacklog(entry, steps, later));
    }

    private void noteWhere(HandlerEntry entry, Position position) {
        entry.past().position(position, history);
        keeper.watch(entry, position);
    }

    /** Nobody left off here in this process; where somebody did in one before is in a store. */
    private Steps loader(HandlerEntry entry, Position position, long end, Trail fresh) {
        return new PositionLoader(entry, position, keeper, start -> reader(entry, position, null, start), () -> {
            Replay replay = entry.interest().replay();
            if (replay.last() > 0 || replay.since() != null) {
                return firstReader(entry, position);
            }
            position.begin(end, fresh);
            return reader(entry, position, null, fresh.floor());
        });
    }

    /** For a handler that comes for the first time, or never says where it is, and asks for something of the past. */
    private Steps firstReader(HandlerEntry entry, @Nullable Position position) {
        Replay replay = entry.interest().replay();
        Instant since = replay.since();
        if (replay.last() > 0) {
            return reader(entry, position, since, Ids.fresh()).last(replay.last());
        }
        long start = since == null ? 0 : Math.max(0, Ids.before(since) - Ids.SKEW);
        if (position != null) {
            position.resume(new Trail(start));
        }
        return reader(entry, position, since, start);
    }

    private PastReader reader(HandlerEntry entry, @Nullable Position position, @Nullable Instant since, long after) {
        EventQuery query = EventQuery.ALL.named(name(entry)).oldestFirst().between(since, null);
        StorePages pages = new StorePages(history.durability(), entry.name());
        return new PastReader(entry, this, pages, position, query, after);
    }

    /** A pattern of names that has all those which the handler hears. */
    private static String name(HandlerEntry entry) {
        List<String> names = entry.interest().declared().topics();
        return names.size() == 1 && names.get(0).indexOf('/') < 0 ? names.get(0) : "*";
    }

    /** The least id of what is in memory. */
    long oldestInMemory() {
        return history.present().stream()
                .mapToLong(kept -> Ids.of(kept.event()))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** The last id before the latest so many events in memory that the handler hears; the other one when there are none. */
    long beforeLast(int events, HandlerEntry entry, @Nullable Instant since, long other) {
        SortedMap<Long, ModuleEvent> past = new TreeMap<>();
        collect(new Replay(events, since, ""), history.present(), entry, past);
        return past.values().stream().mapToLong(Ids::of).min().orElse(other + 1) - 1;
    }

    /**
     * From now on what is raised waits for the handler; what was raised before and is in memory.
     *
     * @param position where the handler goes on; null for nowhere
     * @param since it is to hear what is of this time or later; null for any time
     * @param floor and has a later id than this
     */
    Turnover turnOver(HandlerEntry entry, @Nullable Position position, @Nullable Instant since, long floor) {
        Set<Long> waiting = entry.past().catchUp();
        StickyEvents.State now = sticky.state();
        List<Kept> kept = history.settled(0, now.end());
        Set<Long> present = new HashSet<>();
        kept.forEach(each -> present.add(Ids.of(each.event())));
        Turnover turnover = new Turnover(now.end(), Ids.fresh(), present, mapping);
        for (Kept each : kept) {
            if (!waiting.contains(each.sequence())
                    && Ids.of(each.event()) > floor
                    && isSince(since, each.event())
                    && (position == null || !position.isHad(each))
                    && hears(entry, each.event())) {
                turnover.add(each.sequence(), each.event(), Mark.REPLAYED);
            }
        }
        for (StickyEvents.Held held : now.events()) {
            if (!waiting.contains(held.sequence())
                    && (position == null || !position.isHad(held.sequence()))
                    && hears(entry, held.event())) {
                turnover.add(held.sequence(), held.event(), Mark.STICKY);
            }
        }
        return turnover;
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

    /** The handler has left the routes: another may take its position. */
    void left(HandlerEntry entry) {
        String position = entry.interest().replay().position();
        if (!position.isEmpty()) {
            positions.leave(entry.identity().module(), position);
        }
    }
}
