package dev.vagus.events.internal.engine;

import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.MailboxCounts;
import dev.vagus.delivery.Verdict;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Position;
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

    private volatile @Nullable Backlog backlog;

    /** How the item ended that stands for the backlog; null while there is none, or it has not ended. */
    private volatile @Nullable Verdict turnEnd;

    private volatile @Nullable Position position;
    private volatile @Nullable History history;

    /** Notes there from now on what the handler has had. */
    void position(Position noted, History itsHistory) {
        history = itsHistory;
        position = noted;
    }

    /** The handler hears this first; what waits with a lower number than this is passed by. */
    void begin(Backlog first, long from) {
        backlog = first;
        liveFrom = from;
    }

    /** Whether this event is to be passed by, since the handler has it from its backlog; counts it then. */
    boolean passes(Occurrence occurrence) {
        boolean past = occurrence.sequence() < liveFrom;
        if (past) {
            passedBy.increment();
        }
        return past;
    }

    /** Runs the handler for a part of its backlog; what is left comes next, before anything that waits. */
    Verdict turn(Mailbox<Occurrence> mailbox, BooleanSupplier open, Consumer<Occurrence> handler) {
        Backlog past = backlog;
        for (int i = 0; past != null && open.getAsBoolean() && i < CATCH_UP; i++) {
            Occurrence next = past.next();
            if (next == null) {
                break;
            }
            handler.accept(next);
        }
        if (past != null && open.getAsBoolean() && past.left() > 0) {
            if (!mailbox.giveBack(Backlog.TURN)) {
                turnCleared();
            }
            return Verdict.LATER;
        }
        turnEnd = Verdict.DELIVERED;
        return Verdict.DELIVERED;
    }

    /** The item that stands for the backlog was dropped. */
    void turnCleared() {
        turnEnd = Verdict.CLEARED;
    }

    /** The handler has had the event of this number. */
    void note(long sequence) {
        Position noted = position;
        History its = history;
        if (noted != null && its != null && sequence != History.UNKEPT) {
            noted.had(sequence, its.capacity());
        }
    }

    /** How many events of the backlog it has not had. */
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
