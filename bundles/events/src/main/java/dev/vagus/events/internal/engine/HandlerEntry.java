package dev.vagus.events.internal.engine;

import dev.vagus.delivery.Bounds;
import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.MailboxCounts;
import dev.vagus.delivery.Offer;
import dev.vagus.delivery.Overflow;
import dev.vagus.delivery.Receiver;
import dev.vagus.delivery.Verdict;
import dev.vagus.events.HandlerSnapshot;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * One handler: what it wants, its mailbox for posted events, its books. Events that are sent run it on the sender's
 * thread, past the mailbox. Thread-safe.
 */
public final class HandlerEntry implements Receiver<Occurrence> {
    private final HandlerIdentity identity;
    private final long sequence;
    private final Sink sink;
    private final HandlerLog log;
    private final CallerBooks callerBooks = new CallerBooks();
    private final Mailbox<Occurrence> mailbox;
    private volatile Interest interest;
    private volatile int capacity;
    private volatile boolean open = true;

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
        mailbox.attach(this);
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
        Offer offer = mailbox.offer(occurrence, 0);
        if (offer == Offer.DROPPED_NEWEST) {
            log.dropped(occurrence.event().getTopic(), capacity);
        }
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
        return handle(occurrence) ? Verdict.DELIVERED : Verdict.DEAD;
    }

    private boolean handle(Occurrence occurrence) {
        try {
            sink.accept(occurrence);
            return true;
        } catch (Throwable e) {
            log.failed(occurrence.event().getTopic(), e);
            return false;
        }
    }

    /** Takes nothing more, drops what waits and says how many events that were. */
    long close() {
        open = false;
        return mailbox.close();
    }

    HandlerSnapshot snapshot() {
        MailboxCounts posted = mailbox.counts();
        CallerBooks.Counts sent = callerBooks.counts();
        Interest.Declaration declared = interest.declared();
        return new HandlerSnapshot(
                identity.id(),
                identity.module(),
                identity.bundleId(),
                identity.kind().label(),
                declared.topics(),
                declared.channel(),
                declared.filter(),
                posted.offered() + sent.begun(),
                posted.delivered() + sent.delivered(),
                posted.dead() + sent.failed(),
                posted.dropped(),
                posted.cleared(),
                posted.queued(),
                posted.inFlight() + sent.inFlight());
    }

    @Override
    public String name() {
        return identity.kind().label() + ' ' + identity.id() + " of module " + identity.module();
    }
}
