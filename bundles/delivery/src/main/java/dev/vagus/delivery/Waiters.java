package dev.vagus.delivery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that wait for room in a mailbox. A waiting thread announces itself, then tries; the consumer makes room, then
 * looks for waiting threads, without a fence between, which it would pay for at every item: so it may overlook one that
 * came just then, and therefore a waiting thread looks for itself after a millisecond, then ever less often. The consumer
 * takes the lock only when somebody waits, and the lock is never held while anything else is done.
 */
final class Waiters {
    private static final int LONGEST_CHAIN = 64;

    /** How long a thread sleeps before it looks for itself: at first, and at most. */
    private static final long SHORTEST_NAP = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long LONGEST_NAP = TimeUnit.MILLISECONDS.toNanos(128);

    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();

    /** Those of the mailbox in which the receiver of this one waits for room. */
    private volatile @Nullable Waiters waitsFor;

    /**
     * Tries until there is a result or time runs out. A receiver that waits here makes its own mailbox wait for this one;
     * where this one waits for that already, over others perhaps, it is refused at once. Each says for whom it waits
     * before it looks, so of two that meet at least one sees the other.
     *
     * @param dispatched those of the mailbox whose receiver the calling thread runs, if any
     */
    Ticket block(@Nullable Waiters dispatched, Supplier<@Nullable Ticket> attempt, long nanos) {
        if (dispatched == null) {
            return awaitOrFull(attempt, nanos);
        }
        dispatched.waitsFor = this;
        try {
            return waitsFor(dispatched) ? Ticket.refused(Offer.REENTRANT) : awaitOrFull(attempt, nanos);
        } finally {
            dispatched.waitsFor = null;
        }
    }

    private boolean waitsFor(Waiters other) {
        Waiters next = this;
        for (int i = 0; next != null && i < LONGEST_CHAIN; i++) {
            next = next.waitsFor;
            if (next == other) {
                return true;
            }
        }
        return false;
    }

    private Ticket awaitOrFull(Supplier<@Nullable Ticket> attempt, long nanos) {
        Ticket ticket = await(attempt, nanos);
        return ticket == null ? Ticket.refused(Offer.FULL) : ticket;
    }

    /** Tries until there is a result; null when time ran out or the thread was interrupted, which stays set. */
    private @Nullable Ticket await(Supplier<@Nullable Ticket> attempt, long nanos) {
        waiting.incrementAndGet();
        lock.lock();
        try {
            long left = nanos;
            long pause = SHORTEST_NAP;
            while (true) {
                Ticket ticket = attempt.get();
                if (ticket != null || left <= 0) {
                    return ticket;
                }
                long nap = Math.min(left, pause);
                left -= nap - room.awaitNanos(nap);
                pause = Math.min(2 * pause, LONGEST_NAP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
            waiting.decrementAndGet();
        }
    }

    void oneMayGo() {
        if (waiting.get() > 0) {
            lock.lock();
            try {
                room.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    void allMayGo() {
        if (waiting.get() > 0) {
            lock.lock();
            try {
                room.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
