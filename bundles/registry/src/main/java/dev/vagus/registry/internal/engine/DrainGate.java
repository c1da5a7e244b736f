package dev.vagus.registry.internal.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the calls inside a provider and closes before them. Who got in is inside until it leaves; after {@link #close}
 * nobody gets in.
 *
 * <p>The count is striped by thread, so that callers on different processors do not share a cache line; a call leaves by
 * the stripe by which it entered, so no stripe is ever negative. Entering increments its stripe and then reads
 * {@code closed}; closing writes {@code closed} and then reads the stripes. Both are sequentially consistent, so either
 * the entrant sees that the gate is closed and backs out, or the closer sees the entrant. After closing, stripes go up
 * only for the moment in which somebody is refused, so a sum that is read stripe by stripe never misses a call.
 */
final class DrainGate {
    /** What {@link #enter} returns when the gate is closed. */
    static final int REFUSED = -1;

    private static final int SPACING = 16;
    private static final int STRIPES =
            Integer.highestOneBit(Math.min(8, Runtime.getRuntime().availableProcessors() * 2 - 1));

    private final AtomicLongArray inside = new AtomicLongArray(STRIPES * SPACING);
    private volatile boolean closed;

    /** Gets in; returns the ticket to {@linkplain #leave leave} with, or {@link #REFUSED}. */
    int enter() {
        int stripe = ((int) Thread.currentThread().getId() & (STRIPES - 1)) * SPACING;
        inside.incrementAndGet(stripe);
        if (!closed) {
            return stripe;
        }
        leave(stripe);
        return REFUSED;
    }

    /** Gets out, on any thread. */
    void leave(int ticket) {
        inside.decrementAndGet(ticket);
        if (closed) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Lets nobody in any more. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Waits, after {@link #close}, until at most this many calls are inside.
     *
     * @param own how many of the calls the waiting thread is inside of itself
     * @return whether they have left in time
     * @throws InterruptedException when the waiting thread was interrupted
     */
    synchronized boolean awaitEmpty(int own, long timeoutNanos) throws InterruptedException {
        long end = System.nanoTime() + timeoutNanos;
        while (count() > own) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    long count() {
        long sum = 0;
        for (int i = 0; i < inside.length(); i += SPACING) {
            sum += inside.get(i);
        }
        return sum;
    }
}
