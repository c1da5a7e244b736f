package dev.vagus.events.internal.engine;

import dev.vagus.delivery.Bounds;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.MailboxCounts;
import dev.vagus.delivery.Offer;
import dev.vagus.delivery.Overflow;
import dev.vagus.delivery.Receiver;
import dev.vagus.delivery.Verdict;
import dev.vagus.delivery.budget.HandlerWatch;
import dev.vagus.events.HandlerSnapshot;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One handler: what it wants, its mailbox for posted events, its budget, its books. Events that are sent run it on the
 * sender's thread, past the mailbox, unless it is slow. Thread-safe.
 */
public final class HandlerEntry implements Receiver<Occurrence> {
    private final HandlerIdentity identity;
    private final long sequence;
    private final HandlerLog log;
    private final CallerBooks callerBooks = new CallerBooks();
    private final Mailbox<Occurrence> mailbox;
    private final HandlerBudget budget;
    private final Detours detours = new Detours();
    private final Hearing hearing;
    private final Ear ear;
    private volatile Interest interest;
    private volatile int capacity;
    private volatile HandlerTerms terms = HandlerTerms.DEFAULT;
    private final HandlerPast past = new HandlerPast();
    private volatile boolean open = true;

    HandlerEntry(
            HandlerIdentity identity, long sequence, Interest interest, Sink sink, int capacity, HandlerParts parts) {
        this.identity = identity;
        this.hearing = new Hearing(parts.door(), identity);
        this.sequence = sequence;
        this.interest = interest;
        this.capacity = capacity;
        this.log = new HandlerLog(identity, parts.nanoClock());
        this.ear = new Ear(
                new HandlerRun(identity, sink, parts.tracers()),
                log,
                past,
                parts.meters().begin(identity.metered(interest)));
        this.mailbox = new Mailbox<>(1, bounds(), parts.executor(), parts.nanoClock());
        this.budget = new HandlerBudget(
                name(), terms.budget(), mailbox.gate(), parts.watcher(), parts.nanoClock(), mailbox::size);
        if (identity.kind() == HandlerKind.OSGI) {
            mailbox.attach(this);
        }
    }

    private Bounds bounds() {
        Duration block = terms.block();
        return new Bounds(capacity, block.isZero() ? Overflow.DROP_NEWEST : Overflow.BLOCK, block);
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

    int capacity() {
        return capacity;
    }

    void capacity(int changed) {
        capacity = changed;
        mailbox.bounds(bounds());
    }

    void terms(HandlerTerms changed) {
        terms = changed;
        mailbox.bounds(bounds());
        budget.change(changed.budget());
    }

    HandlerBudget budget() {
        return budget;
    }

    @Override
    public HandlerWatch watch() {
        return budget.watch();
    }

    /** Whether a sent event is to run it on the sender's thread. */
    boolean isPrompt() {
        return budget.isKept() && !hasOverdue();
    }

    /** Whether there are events that were sent to it, which it has not had, and whose senders have gone on. */
    boolean hasOverdue() {
        return detours.overdue() > 0;
    }

    /** Whether whoever raises an event for it, and has waited so many nanoseconds, has to wait for room in its mailbox. */
    boolean wouldWait(long waited) {
        return mailbox.wouldWait()
                && !budget.isPaused()
                && waited < terms.block().toNanos();
    }

    /**
     * Puts a sent event into the mailbox. Nobody waits for a handler that is paused, nor on the thread that it runs on.
     *
     * @param patience for how many nanoseconds the sender waits for room, where it does at all
     * @param futile whether the sender does not wait for its return
     * @return what the sender waits for; null when there is nothing to wait for
     */
    @Nullable
    Detour detour(Occurrence sent, long patience, boolean futile) {
        Detour detour = detours.begin(sent);
        if (!offer(detour, patience)) {
            detour.over();
            return null;
        }
        if (futile || budget.isPaused() || Dispatcher.isDispatching(mailbox)) {
            detour.leave();
            return null;
        }
        return detour;
    }

    private boolean offer(Occurrence occurrence, long patience) {
        boolean waits = !occurrence.isHurried() && !budget.isPaused();
        return tell(
                occurrence,
                mailbox.offer(
                        occurrence, 0, waits ? Math.min(patience, terms.block().toNanos()) : 0));
    }

    /** Whether it is queued; says so where it was dropped. */
    private boolean tell(Occurrence occurrence, Offer offer) {
        if (!offer.queued() && offer != Offer.CLOSED) {
            occurrence.note("dropped", this);
            log.dropped(occurrence.event().getTopic(), capacity);
            past.missed(occurrence);
        }
        return offer.queued();
    }

    /** Queues the event without waiting; that it did is told to the mailbox later, by {@link #announce}. */
    Placing place(Occurrence occurrence, ModuleEvents mapping) {
        if (past.skips(occurrence) || (identity.kind() == HandlerKind.MODULE && !makeView(occurrence, mapping))) {
            return Placing.OVER;
        }
        Offer offer = mailbox.place(occurrence, 0);
        if (offer != null) {
            return tell(occurrence, offer) ? Placing.PLACED : Placing.OVER;
        }
        if (!occurrence.isHurried() && !budget.isPaused()) {
            return Placing.LATER;
        }
        offer(occurrence, 0);
        return Placing.OVER;
    }

    /** Has what was {@linkplain #place placed} delivered. The caller has passed {@link Mailbox#fence} meanwhile. */
    void announce() {
        mailbox.announce();
    }

    /**
     * From now on a handler of Vagus events hears: until then what comes for it waits.
     *
     * @param backlog what it hears first
     * @param from the number from which on events are live; what waits with a lower one is passed by
     */
    void begin(Backlog backlog, long from) {
        past.begin(backlog, from);
        if (backlog.left() > 0) {
            mailbox.giveBack(Backlog.TURN);
        }
        mailbox.attach(this);
    }

    /**
     * The same with a past that is read out of a store: until it has caught up, what a store is given does not even wait.
     */
    void beginBehind(Backlog backlog) {
        past.beginBehind(backlog);
        mailbox.gate().holdNew(true);
        past.giveBack(mailbox);
        mailbox.attach(this);
    }

    /** What it hears of the past. */
    HandlerPast past() {
        return past;
    }

    /** More of its past is there to be heard. */
    void pastCame() {
        past.giveBack(mailbox);
    }

    /** Whether it has not left. */
    boolean isOpen() {
        return open;
    }

    /** Whether it is at nothing, and nothing waits for it. */
    boolean isIdle() {
        MailboxCounts counts = mailbox.counts();
        return past.isOver() && counts.queued() == 0 && counts.inFlight() <= 0;
    }

    /** Whether it wants this event. What its filter throws means that it does not. */
    boolean wants(Occurrence occurrence) {
        try {
            return open
                    && occurrence.passes(interest.filter())
                    && hearing.admits(occurrence.event().getTopic());
        } catch (RuntimeException | LinkageError e) {
            log.notMatched(occurrence.event().getTopic(), e);
            return false;
        }
    }

    /** Runs the handler on this thread; what it throws ends here. */
    void run(Occurrence occurrence) {
        callerBooks.begin();
        callerBooks.end(ear.hearAside(occurrence, occurrence.here()));
    }

    private void runPast(Occurrence occurrence) {
        callerBooks.begin();
        callerBooks.end(mayStillHear(occurrence) && ear.hearAside(occurrence, occurrence.flow()));
    }

    /**
     * Queues the event; waits for room in the mailbox as long as the configuration says, usually not at all.
     *
     * @param waited for how many nanoseconds the poster has waited already
     */
    void queue(Occurrence occurrence, ModuleEvents mapping, long waited) {
        if (past.skips(occurrence) || (identity.kind() == HandlerKind.MODULE && !makeView(occurrence, mapping))) {
            return;
        }
        offer(occurrence, Math.max(0, terms.block().toNanos() - waited));
    }

    /** Queues an event that has its Vagus view; false when there was no room. */
    boolean queue(Occurrence occurrence) {
        return offer(occurrence, Long.MAX_VALUE);
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
            return past.turn(mailbox, () -> open, this::runPast);
        }
        if (past.passes(occurrence)) {
            return Verdict.DELIVERED;
        }
        try {
            return mayStillHear(occurrence) && ear.hearInTurn(occurrence) ? Verdict.DELIVERED : Verdict.DEAD;
        } finally {
            if (occurrence instanceof Detour detour) {
                detour.over();
            }
        }
    }

    /** What waits when its handler may hear it no more counts as failed. */
    private boolean mayStillHear(Occurrence occurrence) {
        String topic = occurrence.event().getTopic();
        if (hearing.stillAdmits(topic)) {
            return true;
        }
        log.notAllowed(topic);
        return false;
    }

    /** Whether one more event would be dropped now. */
    boolean isFull() {
        return mailbox.size() >= capacity;
    }

    /** Takes nothing more, drops what waits and says how many events that were. */
    long close() {
        open = false;
        long cleared = mailbox.close();
        mailbox.clearReturned(turn -> past.turnCleared());
        budget.retire();
        ear.timer().end();
        detours.close();
        return cleared + past.left();
    }

    HandlerSnapshot snapshot() {
        return HandlerFigures.of(
                identity, interest, mailbox, past, callerBooks, open, budget.status(detours.overdue()));
    }

    @Override
    public String name() {
        return identity.kind().label() + ' ' + identity.id() + " of module " + identity.module();
    }
}
