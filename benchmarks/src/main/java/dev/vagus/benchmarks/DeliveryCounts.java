package dev.vagus.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many messages of each publisher each subscriber has got. A cell has one writer at a time, which costs it a plain
 * addition and an ordered store; where a carrier calls a subscriber on two threads at once, counts are lost and
 * {@link Pace#settle} says so. Cells lie apart, so that nobody slows a neighbour down.
 */
public final class DeliveryCounts {
    private static final int APART = 32;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private final int subscribers;
    private final int publishers;
    private final long[] cells;

    /** Counts from zero. */
    public DeliveryCounts(int subscribers, int publishers) {
        this.subscribers = subscribers;
        this.publishers = publishers;
        cells = new long[(subscribers * publishers + 1) * APART];
    }

    private int index(int subscriber, int publisher) {
        return (subscriber * publishers + publisher + 1) * APART;
    }

    /** Called by the subscriber for each message. */
    public void add(int subscriber, int publisher) {
        int index = index(subscriber, publisher);
        CELL.setRelease(cells, index, (long) CELL.get(cells, index) + 1);
    }

    /** What this subscriber has got of this publisher. Called by any thread. */
    public long get(int subscriber, int publisher) {
        return (long) CELL.getAcquire(cells, index(subscriber, publisher));
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
