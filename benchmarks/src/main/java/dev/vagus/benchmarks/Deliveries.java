package dev.vagus.benchmarks;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts deliveries and keeps the publisher at most so many messages ahead of them. One publisher thread; any number of
 * delivering ones.
 */
public final class Deliveries {
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final AtomicLong delivered = new AtomicLong();
    private final long window;
    private final long perMessage;
    private long sent;

    /**
     * A count that lets the publisher be {@code window} messages ahead.
     *
     * @param perMessage how many deliveries each message must have
     */
    public Deliveries(long window, long perMessage) {
        this.window = window;
        this.perMessage = perMessage;
    }

    /** Called by a subscriber for each delivery. */
    public void delivered() {
        delivered.incrementAndGet();
    }

    /** Called by the publisher before each message; waits while it is too far ahead. */
    public void beforeSend() {
        if (sent - delivered.get() / perMessage >= window) {
            await((sent - window + 1) * perMessage);
        }
        sent++;
    }

    /**
     * Waits until every message has all its deliveries.
     *
     * @throws IllegalStateException when they do not come, or more come than were due
     */
    public void awaitAll() {
        await(sent * perMessage);
        if (delivered.get() != sent * perMessage) {
            throw new IllegalStateException(delivered.get() + " deliveries of " + sent + " messages");
        }
    }

    private void await(long count) {
        int spins = 0;
        long deadline = 0;
        while (delivered.get() < count) {
            if (++spins < 1_000) {
                Thread.onSpinWait();
                continue;
            }
            long now = System.nanoTime();
            if (deadline == 0) {
                deadline = now + PATIENCE_NANOS;
            } else if (now > deadline) {
                throw new IllegalStateException("only " + delivered.get() + " of " + count + " deliveries came");
            }
            LockSupport.parkNanos(1_000);
        }
    }
}
