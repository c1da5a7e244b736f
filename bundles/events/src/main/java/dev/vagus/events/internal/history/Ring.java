package dev.vagus.events.internal.history;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Places for the last events, by sequence modulo size. What is in a place is replaced only by what has a higher sequence,
 * so that a publisher which is overtaken by a whole round cannot bring an old event back. Thread-safe, without locks.
 */
final class Ring {
    /** What {@link #put} says when there is no place. */
    static final long REFUSED = -1;

    private static final int SPINS = 200;
    private static final long PAUSE_NANOS = 20_000;
    private static final int PAUSES = 50;

    private final AtomicReferenceArray<@Nullable Kept> places;

    Ring(int size) {
        places = new AtomicReferenceArray<>(size);
    }

    int size() {
        return places.length();
    }

    /**
     * Puts it into its place.
     *
     * @return how many bytes that are counted it has displaced; {@link #REFUSED} when the place has gone to a later one, or
     *     was closed
     */
    long put(Kept kept) {
        int index = index(kept.sequence());
        while (true) {
            Kept current = places.get(index);
            if (current != null && current.sequence() >= kept.sequence()) {
                return REFUSED;
            }
            if (places.compareAndSet(index, current, kept)) {
                return current != null && current.uncount() ? current.bytes() : 0;
            }
        }
    }

    /**
     * Waits a little until a place that was claimed is filled, else closes it, so that whoever claimed it finds another.
     *
     * @return how many bytes that are counted closing it has displaced
     */
    long settle(long sequence) {
        for (int spent = 0; isAwaited(sequence); spent++) {
            if (spent < SPINS) {
                Thread.onSpinWait();
            } else if (spent < SPINS + PAUSES) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                return Math.max(0, put(Kept.nothing(sequence)));
            }
        }
        return 0;
    }

    private boolean isAwaited(long sequence) {
        Kept kept = at(sequence);
        return kept == null || kept.sequence() < sequence;
    }

    /** What is in the place of this sequence: this one, a later one, an earlier one when this has not come yet, or null. */
    @Nullable
    Kept at(long sequence) {
        return places.get(index(sequence));
    }

    /** Empties a place; false when there was something else or nothing in it. */
    boolean remove(Kept kept) {
        return !kept.isEmpty() && places.compareAndSet(index(kept.sequence()), kept, Kept.nothing(kept.sequence()));
    }

    private int index(long sequence) {
        return (int) (sequence % places.length());
    }
}
