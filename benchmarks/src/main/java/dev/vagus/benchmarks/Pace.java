package dev.vagus.benchmarks;

import java.util.concurrent.locks.LockSupport;

/**
 * Keeps one publisher at most so many messages ahead of its slowest subscriber, the same for every carrier. It looks at
 * what the subscribers have got only when the room that it saw last has run out, so that most messages cost it one
 * comparison. Used by the publisher's thread
 * alone, {@link #settle} by any when that has stopped; a thread state of JMH extends it, after which there
 * is room in memory, as there is before.
 */
public class Pace extends PaceGap {
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final int SPINS = 1_000;

    private DeliveryCounts counts = new DeliveryCounts(0, 1);
    private int publisher;
    private long window;
    private long sent;
    private long limit;

    /** Starts a publisher; called before its first message. */
    protected final void start(DeliveryCounts of, int number, long messagesAhead) {
        counts = of;
        publisher = number;
        window = messagesAhead;
        limit = messagesAhead;
    }

    /** Waits while the publisher is too far ahead. Called before each message. */
    public final void beforeSend() {
        if (sent == limit) {
            await(sent - window + 1);
            limit = counts.fewest(publisher) + window;
        }
        sent++;
    }

    /** Counts a message of a publisher that does not have to wait. */
    public final void sent() {
        sent++;
    }

    /** Waits without a pause until the one subscriber has got the last message. */
    public final void awaitHandOff() {
        while (counts.get(0, publisher) < sent) {
            Thread.onSpinWait();
        }
    }

    /**
     * Waits until every subscriber has every message of this publisher, and checks that none got more.
     *
     * @throws IllegalStateException when they do not come, or more come than were due
     */
    public final void settle() {
        await(sent);
        counts.check(publisher, sent);
    }

    private void await(long count) {
        int spins = 0;
        long deadline = 0;
        while (counts.fewest(publisher) < count) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
                continue;
            }
            long now = System.nanoTime();
            if (deadline == 0) {
                deadline = now + PATIENCE_NANOS;
            } else if (now > deadline) {
                counts.check(publisher, sent);
            }
            LockSupport.parkNanos(1_000);
        }
    }
}
