package dev.vagus.events.internal.engine;

import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.MailboxCounts;
import dev.vagus.delivery.Verdict;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ReplayStatus;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Ids;
import dev.vagus.events.internal.history.Position;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one handler hears before anything live, and where it notes what it has had. Thread-safe. */
final class HandlerPast {
    /** So many events of a backlog are one turn's work; other handlers may have theirs in between. */
    private static final int CATCH_UP = 32;

    private final LongAdder passedBy = new LongAdder();

    /** Events with a lower number that wait in the mailbox are in the backlog too, or past. */
    private volatile long liveFrom = Long.MIN_VALUE;

    /** While true, what a store has been given does not wait in the mailbox, since it will be read there. */
    private volatile boolean behind;

    /** The numbers of what was queued all the same while the handler was behind: it is heard out of the mailbox. */
    private volatile Set<Long> besides = Set.of();

    /** What was had out of the store and may come live too; null for nothing. */
    private volatile @Nullable YoungIds young;

    private volatile @Nullable Backlog backlog;

    /** How the item ended that stands for the backlog; null while there is none, or it has not ended. */
    private volatile @Nullable Verdict turnEnd;

    /** When the latest event of the backlog was raised that it has had, in milliseconds since 1970; 0 for none. */
    private volatile long heardOf;

    private volatile @Nullable Position position;
    private volatile @Nullable History history;

    /** Notes there from now on what the handler has had. */
    void position(Position noted, History itsHistory) {
        history = itsHistory;
        position = noted;
    }

    /** The handler hears this first; what waits with a lower number than this is passed by. */
    void begin(Backlog first, long from) {
        liveFrom = from;
        backlog = first.left() == 0 ? null : first;
    }

    /** The handler hears this first, and goes live later, by {@link #catchUp}. */
    void beginBehind(Backlog first) {
        besides = ConcurrentHashMap.newKeySet();
        behind = true;
        backlog = first;
    }

    /** What is raised from now on waits in the mailbox; which numbers wait there already, to be heard out of it. */
    Set<Long> catchUp() {
        behind = false;
        besides = Set.copyOf(besides);
        return besides;
    }

    /**
     * What waits with a lower number than this is passed by, and so are these.
     *
     * @param had had out of the store
     */
    void live(long from, YoungIds had) {
        liveFrom = from;
        young = had;
    }

    /** Whether this event needs not wait in the mailbox, since the handler is behind and reads it out of the store. */
    boolean skips(Occurrence occurrence) {
        return behind && !isBesides(occurrence);
    }

    private boolean isBesides(Occurrence occurrence) {
        if (occurrence.isStored()) {
            return false;
        }
        Set<Long> known = besides;
        // Read before: once it is a copy, the handler is not behind any more.
        if (behind && occurrence.sequence() != History.UNKEPT) {
            known.add(occurrence.sequence());
        }
        return true;
    }

    /** Whether this event is to be passed by, since the handler has it from its backlog; counts it then. */
    boolean passes(Occurrence occurrence) {
        boolean past = occurrence.sequence() < liveFrom && !besides.contains(occurrence.sequence());
        if (past || wasRead(occurrence)) {
            passedBy.increment();
            return true;
        }
        return false;
    }

    private boolean wasRead(Occurrence occurrence) {
        YoungIds had = young;
        ModuleEvent event = had == null ? null : occurrence.viewOrNull();
        if (had == null || event == null) {
            return false;
        }
        long id = Ids.of(event);
        if (id - had.latest() > Ids.SKEW) {
            young = null;
        }
        return had.contains(id);
    }

    /** Runs the handler for a part of its backlog; what is left comes next, before anything that waits. */
    Verdict turn(Mailbox<Occurrence> mailbox, BooleanSupplier open, Consumer<Occurrence> handler) {
        Backlog past = backlog;
        for (int i = 0; past != null && open.getAsBoolean() && i < CATCH_UP; i++) {
            Occurrence next = past.next();
            if (next == Backlog.AWAITED) {
                return Verdict.LATER;
            }
            if (next == null) {
                break;
            }
            handler.accept(next);
            noteTime(next);
        }
        if (past != null && open.getAsBoolean() && !past.isOver()) {
            giveBack(mailbox);
            return Verdict.LATER;
        }
        turnEnd = Verdict.DELIVERED;
        if (open.getAsBoolean()) {
            backlog = null;
        }
        mailbox.gate().holdNew(false);
        return Verdict.DELIVERED;
    }

    private void noteTime(Occurrence past) {
        ModuleEvent event = past.viewOrNull();
        heardOf = event == null ? heardOf : event.timestamp().toEpochMilli();
    }

    /** The handler's next turn is for its backlog. */
    void giveBack(Mailbox<Occurrence> mailbox) {
        if (!mailbox.giveBack(Backlog.TURN)) {
            turnCleared();
        }
    }

    /** The item that stands for the backlog was dropped. */
    void turnCleared() {
        turnEnd = Verdict.CLEARED;
    }

    /** The handler has had this event. */
    void note(Occurrence occurrence) {
        Position noted = position;
        History its = history;
        ModuleEvent event = occurrence.viewOrNull();
        if (noted != null && its != null && event != null && occurrence.isKept()) {
            noted.had(occurrence.sequence(), Ids.of(event), its.capacity());
        }
    }

    /** There was no room for this event. */
    void missed(Occurrence occurrence) {
        Position noted = position;
        ModuleEvent event = occurrence.viewOrNull();
        if (noted != null && event != null && occurrence.isKept()) {
            noted.missed(Ids.of(event));
        }
    }

    /**
     * What it hears now, and where it is.
     *
     * @param name of its position
     */
    ReplayStatus status(String name) {
        if (behind) {
            return new ReplayStatus(ReplayStatus.State.BEHIND, name, reached());
        }
        return isOver() && name.isEmpty()
                ? ReplayStatus.NONE
                : new ReplayStatus(isOver() ? ReplayStatus.State.LIVE : ReplayStatus.State.PAST, name, reached());
    }

    private @Nullable Instant reached() {
        Position noted = position;
        long id = noted == null ? 0 : noted.latest();
        if (id > 0) {
            return Ids.time(id);
        }
        return heardOf == 0 ? null : Instant.ofEpochMilli(heardOf);
    }

    /** Whether nothing of it is left to be heard, or to be found. */
    boolean isOver() {
        return backlog == null;
    }

    /** How many events of the backlog it has not had, as far as they are in memory. */
    long left() {
        Backlog past = backlog;
        return past == null ? 0 : past.left();
    }

    /** The item that stands for the backlog is no event, and what was passed by was heard out of the backlog. */
    MailboxCounts without(MailboxCounts posted) {
        Verdict end = turnEnd;
        long passed = passedBy.sum();
        return new MailboxCounts(
                posted.offered() - passed,
                posted.delivered() - passed - (end == Verdict.DELIVERED ? 1 : 0),
                posted.expired(),
                posted.dropped(),
                posted.cleared() - (end == Verdict.CLEARED ? 1 : 0),
                posted.dead(),
                posted.queued(),
                posted.inFlight() + (end == null ? 0 : 1));
    }
}
