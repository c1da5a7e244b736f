package dev.vagus.benchmarks;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many messages of each publisher each subscriber has got. A cell has one writer at a time, which costs it a plain
 * addition and an ordered store; where a carrier calls a subscriber on two threads at once, counts are lost and
 * {@link Pace#settle} says so. Cells lie some lines of memory apart from each other and from whatever the collector puts
 * beside them, so that nobody slows a neighbour down.
 *
 * <p>What a subscriber does is to cost every carrier the same, however many frames lie between sender and subscriber. The
 * compiler stops inlining at 15 of them, and an access by a variable handle that it does not inline takes 15 ns instead of
 * one. So cells are in an array of the JDK, whose methods are short and cheap to call.
 */
public final class DeliveryCounts {
    /** Two pairs of lines, since processors fetch lines in pairs. */
    private static final int APART = 32;

    private final int subscribers;
    private final int publishers;
    private final AtomicLongArray cells;

    /** Counts from zero. */
    public DeliveryCounts(int subscribers, int publishers) {
        this.subscribers = subscribers;
        this.publishers = publishers;
        cells = new AtomicLongArray((subscribers * publishers + 1) * APART);
    }

    private int cell(int subscriber, int publisher) {
        return (subscriber * publishers + publisher) * APART + APART / 2;
    }

    /** Called by the subscriber for each message. */
    public void add(int subscriber, int publisher) {
        int cell = cell(subscriber, publisher);
        cells.lazySet(cell, cells.getPlain(cell) + 1);
    }

    /** What this subscriber has got of this publisher. Called by any thread. */
    public long get(int subscriber, int publisher) {
        return cells.getAcquire(cell(subscriber, publisher));
    }

    /** What the slowest subscriber has got of this publisher. */
    public long fewest(int publisher) {
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < subscribers; i++) {
            fewest = Math.min(fewest, get(i, publisher));
        }
        return fewest;
    }

    /** All deliveries to all subscribers. */
    public long total() {
        long total = 0;
        for (int i = 0; i < subscribers; i++) {
            for (int j = 0; j < publishers; j++) {
                total += get(i, j);
            }
        }
        return total;
    }

    /**
     * Checks that every subscriber has exactly what this publisher sent.
     *
     * @throws IllegalStateException when one has fewer or more
     */
    public void check(int publisher, long sent) {
        for (int i = 0; i < subscribers; i++) {
            long got = get(i, publisher);
            if (got != sent) {
                throw new IllegalStateException(
                        "subscriber " + i + " got " + got + " of the " + sent + " messages of publisher " + publisher);
            }
        }
    }
}
