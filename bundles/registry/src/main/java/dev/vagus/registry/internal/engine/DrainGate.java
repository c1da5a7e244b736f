package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.count.StripedCounter;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/**
 * Counts the calls inside a provider and closes before them. Who got in is inside until it leaves; after {@link #close}
 * nobody gets in. Thread-safe.
 *
 * <p>Entering counts, then reads {@code closed}; closing writes {@code closed}, then reads the counts; each with a full
 * fence in between. So either the entrant sees that the gate is closed and backs out, or the closer sees the entrant.
 * Those who left are read before those who entered, so a sum never misses a call; it may count one twice that is just
 * being refused. Leaving takes no fence: a closer that did not hear of it looks again after a millisecond.
 */
public final class DrainGate {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final StripedCounter entered = new StripedCounter();
    private final StripedCounter left = new StripedCounter();
    private volatile boolean closed;

    /** Gets in, to {@linkplain #leave leave} once; false when the gate is closed. */
    public boolean enter() {
        entered.increment();
        VarHandle.fullFence();
        if (!closed) {
            return true;
        }
        leave();
        return false;
    }

    /** Gets out, on any thread. */
    public void leave() {
        left.increment();
        if (closed) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Lets nobody in any more. */
    public void close() {
        closed = true;
        VarHandle.fullFence();
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
            long remaining = end - System.nanoTime();
            if (remaining <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(remaining, LOOK_NANOS));
        }
        return true;
    }

    /** How many are inside; after {@link #close} never fewer than there are. */
    public long count() {
        long gone = left.sum();
        return entered.sum() - gone;
    }
}
