package dev.vagus.benchmarks;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many messages of each publisher each subscriber has got. A cell has one writer at a time, which costs it a plain
 * addition and an ordered store; where a carrier calls a subscriber on two threads at once, counts are lost and
 * {@link Pace#settle} says so. Cells lie apart, so that nobody slows a neighbour down.
 *
 * <p>What a subscriber does is to cost every carrier the same, however many frames lie between sender and subscriber. The
 * compiler stops inlining at 15 of them, and an access by a variable handle that it does not inline takes 15 ns instead of
 * one. So cells are objects, whose methods are short and cheap to call.
 */
public final class DeliveryCounts {
    private final int subscribers;
    private final int publishers;
    private final Cell[] cells;

    /** A counter with one writer, some lines of memory long. */
    private static final class Cell extends AtomicLong {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("unused")
        private transient long a1, a2, a3, a4, a5, a6, a7, a8, b1, b2, b3, b4, b5, b6, b7, b8;
        @SuppressWarnings("unused")
        private transient long c1, c2, c3, c4, c5, c6, c7, c8, d1, d2, d3, d4, d5, d6, d7, d8;
    }

    /** Counts from zero. */
    public DeliveryCounts(int subscribers, int publishers) {
        this.subscribers = subscribers;
        this.publishers = publishers;
        cells = new Cell[subscribers * publishers];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell();
        }
    }

    /** Called by the subscriber for each message. */
    public void add(int subscriber, int publisher) {
        Cell cell = cells[subscriber * publishers + publisher];
        cell.lazySet(cell.getPlain() + 1);
    }

    /** What this subscriber has got of this publisher. Called by any thread. */
    public long get(int subscriber, int publisher) {
        return cells[subscriber * publishers + publisher].getAcquire();
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
