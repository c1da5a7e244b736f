package dev.vagus.events.internal.engine;

import dev.vagus.delivery.Bounds;
import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.MailboxCounts;
import dev.vagus.delivery.Offer;
import dev.vagus.delivery.Overflow;
import dev.vagus.delivery.Receiver;
import dev.vagus.delivery.Verdict;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Position;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One handler: what it wants, its mailbox for posted events, its books. Events that are sent run it on the sender's
 * thread, past the mailbox. Thread-safe.
 */
public final class HandlerEntry implements Receiver<Occurrence> {
    /** So many events of a backlog are one turn's work; other handlers may have theirs in between. */
    private static final int CATCH_UP = 32;

    private final HandlerIdentity identity;
    private final long sequence;
    private final Sink sink;
    private final HandlerLog log;
    private final CallerBooks callerBooks = new CallerBooks();
    private final Mailbox<Occurrence> mailbox;
    private volatile Interest interest;
    private volatile int capacity;
    private volatile boolean open = true;

    /** Events with a lower number that wait in the mailbox are in the backlog too, or past. */
    private volatile long liveFrom = Long.MIN_VALUE;

    private final LongAdder passedBy = new LongAdder();

    private volatile @Nullable Backlog backlog;

    /** How the item ended that stands for the backlog; null while there is none, or it has not ended. */
    private volatile @Nullable Verdict turnEnd;

    private volatile @Nullable Position position;
    private volatile @Nullable History history;

    HandlerEntry(
            HandlerIdentity identity,
            long sequence,
            Interest interest,
            Sink sink,
            int capacity,
            Executor executor,
            LongSupplier nanoClock) {
        this.identity = identity;
        this.sequence = sequence;
        this.interest = interest;
        this.sink = sink;
        this.capacity = capacity;
        this.log = new HandlerLog(identity, nanoClock);
        this.mailbox = new Mailbox<>(1, bounds(capacity), executor, nanoClock);
        if (identity.kind() == HandlerKind.OSGI) {
            mailbox.attach(this);
        }
    }

    private static Bounds bounds(int capacity) {
        return Bounds.of(capacity, Overflow.DROP_NEWEST);
    }

    long sequence() {
        return sequence;
    }

    HandlerIdentity identity() {
        return identity;
    }

    Interest interest() {
        return interest;
    }

    void interest(Interest changed) {
        interest = changed;
    }

    void capacity(int changed) {
        capacity = changed;
        mailbox.bounds(bounds(changed));
    }

    /** Notes there from now on what it has had. */
    void position(Position noted, History itsHistory) {
        history = itsHistory;
        position = noted;
    }

    /**
     * From now on a handler of Vagus events hears: until then what comes for it waits.
     *
     * @param past what it hears first
     * @param from the number from which on events are live; what waits with a lower one is passed by
     */
    void begin(Backlog past, long from) {
        backlog = past;
        liveFrom = from;
        if (past.left() > 0) {
            mailbox.giveBack(Backlog.TURN);
        }
        mailbox.attach(this);
    }

    /** Whether it wants this event. What its filter throws means that it does not. */
    boolean wants(Occurrence occurrence) {
        try {
            return open && interest.filter().test(occurrence.event());
        } catch (RuntimeException | LinkageError e) {
            log.notMatched(occurrence.event().getTopic(), e);
            return false;
        }
    }

    /** Runs the handler on this thread; what it throws ends here. */
    void run(Occurrence occurrence) {
        callerBooks.begin();
        callerBooks.end(handle(occurrence));
    }

    /** Queues the event; never blocks. */
    void queue(Occurrence occurrence, ModuleEvents mapping) {
        if (identity.kind() == HandlerKind.MODULE && !makeView(occurrence, mapping)) {
            return;
        }
        queue(occurrence);
    }

    /** Queues an event that has its Vagus view; false when there was no room. */
    boolean queue(Occurrence occurrence) {
        Offer offer = mailbox.offer(occurrence, 0);
        if (offer == Offer.DROPPED_NEWEST) {
            log.dropped(occurrence.event().getTopic(), capacity);
        }
        return offer.queued();
    }

    /** Makes the Vagus view of the event; that it cannot be made is a failure of this delivery. */
    private boolean makeView(Occurrence occurrence, ModuleEvents mapping) {
        try {
            occurrence.makeView(mapping);
            return true;
        } catch (RuntimeException | LinkageError e) {
            callerBooks.begin();
            callerBooks.end(false);
            log.failed(occurrence.event().getTopic(), e);
            return false;
        }
    }

    @Override
    public Verdict receive(Occurrence occurrence) {
        if (occurrence == Backlog.TURN) {
            return catchUp();
        }
        if (occurrence.sequence() < liveFrom) {
            passedBy.increment();
            return Verdict.DELIVERED;
        }
        return handle(occurrence) ? Verdict.DELIVERED : Verdict.DEAD;
    }

    /** Runs the handler for a part of its backlog; what is left comes next, before anything that waits. */
    private Verdict catchUp() {
        Backlog past = backlog;
        for (int i = 0; past != null && open && i < CATCH_UP; i++) {
            Occurrence next = past.next();
            if (next == null) {
                break;
            }
            run(next);
        }
        if (past != null && open && past.left() > 0) {
            if (!mailbox.giveBack(Backlog.TURN)) {
                turnEnd = Verdict.CLEARED;
            }
            return Verdict.LATER;
        }
        turnEnd = Verdict.DELIVERED;
        return Verdict.DELIVERED;
    }

    private boolean handle(Occurrence occurrence) {
        try {
            sink.accept(occurrence);
            return true;
        } catch (Throwable e) {
            log.failed(occurrence.event().getTopic(), e);
            return false;
        } finally {
            note(occurrence.sequence());
        }
    }

    private void note(long sequence) {
        Position noted = position;
        History its = history;
        if (noted != null && its != null && sequence != History.UNKEPT) {
            noted.had(sequence, its.capacity());
        }
    }

    /** Whether one more event would be dropped now. */
    boolean isFull() {
        return mailbox.size() >= capacity;
    }

    /** Takes nothing more, drops what waits and says how many events that were. */
    long close() {
        open = false;
        long cleared = mailbox.close();
        mailbox.clearReturned(turn -> turnEnd = Verdict.CLEARED);
        Backlog past = backlog;
        return past == null ? cleared : cleared + past.left();
    }

    HandlerSnapshot snapshot() {
        MailboxCounts posted = withoutTurn(mailbox.counts());
        CallerBooks.Counts sent = callerBooks.counts();
        Backlog past = backlog;
        long left = past == null ? 0 : past.left();
        Interest.Declaration declared = interest.declared();
        return new HandlerSnapshot(
                identity.id(),
                identity.module(),
                identity.bundleId(),
                identity.kind().label(),
                declared.topics(),
                declared.channel(),
                declared.filter(),
                posted.offered() + sent.begun() + left,
                posted.delivered() + sent.delivered(),
                posted.dead() + sent.failed(),
                posted.dropped(),
                posted.cleared() + (open ? 0 : left),
                posted.queued() + (open ? left : 0),
                posted.inFlight() + sent.inFlight());
    }

    /** The item that stands for the backlog is no event, and what was passed by was heard out of the backlog. */
    private MailboxCounts withoutTurn(MailboxCounts posted) {
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

    @Override
    public String name() {
        return identity.kind().label() + ' ' + identity.id() + " of module " + identity.module();
    }
}
