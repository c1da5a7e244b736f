package dev.vagus.delivery;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that wait for room in a mailbox. A waiting thread announces itself, then tries; the consumer makes room, then
 * looks for waiting threads: both steps are volatile, so no wake-up is lost. The consumer takes the lock only when
 * somebody waits, and the lock is never held while anything else is done.
 */
final class Waiters {
    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();

    /** Tries until there is a result; null when time ran out or the thread was interrupted, which stays set. */
    @Nullable
    Offer await(Supplier<@Nullable Offer> attempt, long nanos) {
        waiting.incrementAndGet();
        lock.lock();
        try {
            long left = nanos;
            while (true) {
                Offer offer = attempt.get();
                if (offer != null || left <= 0) {
                    return offer;
                }
                left = room.awaitNanos(left);
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
