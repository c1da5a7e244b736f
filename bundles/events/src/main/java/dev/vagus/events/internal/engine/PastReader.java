package dev.vagus.events.internal.engine;

import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Ids;
import dev.vagus.events.internal.history.Kept;
import dev.vagus.events.internal.history.Pages;
import dev.vagus.events.internal.history.Position;
import dev.vagus.events.internal.history.Trail;
import dev.vagus.module.TimeOrderedId;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one handler is to hear of the past out of a store, in the order of ids, until there is nothing between it and
 * what is live; step by step, each at most a page. Not thread-safe.
 *
 * <ol>
 *   <li>COUNT, for the last so many events only: pages backwards, of which nothing is kept but where to begin.
 *   <li>CHASE: pages forwards, up to shortly before the oldest event in memory. The handler is <em>behind</em> meanwhile: what
 *       a store is given does not wait in its mailbox, so that a replay may take as long as it likes.
 *   <li>REST: the handler is behind no more; then the {@link Turnover} is made, as when a handler comes that needs no store.
 *       The store has what left the memory before: that had been given to it, got its id before the turnover's bound, and is
 *       written by the time the page is read. Both are merged by id, which keeps the order of each publisher. An event that
 *       has its id from before the bound and its number from after it may be in the store and wait too: the last of each
 *       publisher. So what is read and not in memory is remembered, and passed by when it comes live.
 * </ol>
 */
final class PastReader implements Steps {
    /** How many events a page has at most. */
    static final int PAGE = 500;

    /** The chase ends that long before the oldest in memory: a publisher may take as long to bring an event. */
    private static final long DISTANCE = TimeUnit.SECONDS.toMillis(2) << 20;

    /**
     * The chase ends when what is left of it is not more than this part of what the mailbox holds: that much may come while
     * the handler hears it.
     */
    private static final int FEW = 8;

    private enum Stage {
        COUNT,
        CHASE,
        REST
    }

    private final HandlerEntry entry;
    private final Entrance entrance;
    private final StorePages pages;
    private final @Nullable Position position;
    private final EventQuery query;
    private final YoungIds young = new YoungIds();
    private Stage stage = Stage.CHASE;
    private int wanted;
    private @Nullable String countedTo;

    /** The last id that was looked at, or of which it is known that what comes before is not for the handler. */
    private long cursor;

    /** What has an id up to this one is not for the handler, in memory neither. */
    private long floor;

    private long bound;
    private boolean isAtBound = true;
    private @Nullable Turnover turnover;

    /**
     * Reads everything after an id.
     *
     * @param position where the handler notes what it has; null for nowhere
     * @param query what is read of it, at least what the handler hears
     */
    PastReader(
            HandlerEntry entry,
            Entrance entrance,
            StorePages pages,
            @Nullable Position position,
            EventQuery query,
            long after) {
        this.entry = entry;
        this.entrance = entrance;
        this.pages = pages;
        this.position = position;
        this.query = query.limit(PAGE);
        this.cursor = after;
    }

    /** Of those it is to read only the last so many. */
    PastReader last(int events) {
        wanted = events;
        stage = Stage.COUNT;
        return this;
    }

    @Override
    public long step(Consumer<Occurrence> out) {
        return switch (stage) {
            case COUNT -> count(out);
            case CHASE -> chase(out);
            case REST -> rest(out);
        };
    }

    private long count(Consumer<Occurrence> out) {
        EventQuery backwards =
                new EventQuery(query.name(), "*", "*", null, query.from(), null, null, true, PAGE, countedTo);
        EventPage memory = Pages.of(entrance.history().present().stream().map(Kept::event), backwards);
        long asked = pages.ask(backwards);
        if (asked >= 0) {
            return asked;
        }
        if (asked == StorePages.FAILED) {
            return goWithout(out);
        }
        EventPage page = Pages.merge(memory, pages.page(), backwards);
        for (ModuleEvent event : page.events()) {
            if (wanted > 0 && entrance.hears(entry, event)) {
                wanted--;
                cursor = Ids.of(event) - 1;
            }
        }
        countedTo = page.next();
        if (wanted == 0 || countedTo == null) {
            begin();
        }
        return 0;
    }

    private void begin() {
        wanted = 0;
        floor = cursor;
        stage = Stage.CHASE;
        if (position != null) {
            position.resume(new Trail(cursor));
        }
    }

    private long chase(Consumer<Occurrence> out) {
        if (!pages.isAsked() && isAtBound) {
            bound = Math.min(Ids.fresh(), entrance.oldestInMemory()) - DISTANCE;
        }
        if (cursor >= bound) {
            return turnOver();
        }
        long asked = pages.ask(query.after(Ids.text(cursor)));
        if (asked >= 0) {
            return asked;
        }
        if (asked == StorePages.FAILED) {
            return goWithout(out);
        }
        boolean any = false;
        int looked = 0;
        boolean more = true;
        for (ModuleEvent event : pages.page().events()) {
            long id = Ids.of(event);
            if (id >= bound) {
                more = false;
                break;
            }
            looked++;
            cursor = id;
            any |= take(event, id, out);
        }
        more = more && goOnAfterPage();
        isAtBound = !more;
        if (!more && looked <= entry.capacity() / FEW) {
            turnOver();
        }
        return any ? READY : 0;
    }

    /** Whether there is another page. */
    private boolean goOnAfterPage() {
        String next = pages.page().next();
        if (next != null) {
            cursor = Math.max(
                    cursor, Math.min(bound - 1, TimeOrderedId.parse(next).value()));
        }
        return next != null && cursor < bound - 1;
    }

    private long turnOver() {
        stage = Stage.REST;
        turnover = entrance.turnOver(entry, position, query.from(), floor);
        entry.past().live(turnover.end(), young);
        bound = turnover.bound();
        return 0;
    }

    /** Brings an event out of the store, if it is for the handler. */
    private boolean take(ModuleEvent event, long id, Consumer<Occurrence> out) {
        if ((position != null && position.isHadById(id)) || !entrance.hears(entry, event)) {
            return false;
        }
        out.accept(Occurrence.ofPast(event.with(Mark.REPLAYED), History.UNKEPT, entrance.mapping())
                .stored(true));
        return true;
    }

    private long rest(Consumer<Occurrence> out) {
        Turnover memory = Objects.requireNonNull(turnover);
        long asked = pages.ask(query.after(Ids.text(cursor)));
        if (asked >= 0) {
            return asked;
        }
        if (asked == StorePages.FAILED) {
            return goWithout(out);
        }
        for (ModuleEvent event : pages.page().events()) {
            long id = Ids.of(event);
            if (id >= bound) {
                return finish(memory, out);
            }
            cursor = id;
            memory.bring(id, out);
            if (!memory.has(id) && take(event, id, out) && id > bound - Ids.SKEW) {
                young.add(id);
            }
        }
        return goOnAfterPage() ? READY : finish(memory, out);
    }

    private static long finish(Turnover memory, Consumer<Occurrence> out) {
        memory.bring(Long.MAX_VALUE, out);
        return OVER;
    }

    /** The store cannot be read: what is in memory, then what is live. */
    private long goWithout(Consumer<Occurrence> out) {
        pages.goWithout();
        if (stage != Stage.REST) {
            if (stage == Stage.COUNT) {
                cursor = entrance.beforeLast(wanted, entry, query.from(), cursor);
                begin();
            }
            turnOver();
        }
        return finish(Objects.requireNonNull(turnover), out);
    }
}
