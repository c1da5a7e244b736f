package dev.vagus.events.internal.history;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Places for the last events, by sequence modulo size. What is in a place is replaced only by what has a higher sequence,
 * so that a publisher which is overtaken by a whole round cannot bring an old event back. Thread-safe, without locks.
 */
final class Ring {
    private final AtomicReferenceArray<@Nullable Kept> places;
    private final Consumer<Kept> displaced;

    Ring(int size, Consumer<Kept> displaced) {
        places = new AtomicReferenceArray<>(size);
        this.displaced = displaced;
    }

    int size() {
        return places.length();
    }

    /** Puts it into its place; false when that has gone to a later one, or was closed. */
    boolean put(Kept kept) {
        int index = index(kept.sequence());
        while (true) {
            Kept current = places.get(index);
            if (current != null && current.sequence() >= kept.sequence()) {
                return false;
            }
            if (places.compareAndSet(index, current, kept)) {
                if (current != null) {
                    displaced.accept(current);
                }
                return true;
            }
        }
    }

    /** What is in the place of this sequence: this one, a later one, an earlier one when this has not come yet, or null. */
    @Nullable
    Kept at(long sequence) {
        return places.get(index(sequence));
    }

    /** Empties a place; false when there was something else or nothing in it. */
    boolean remove(Kept kept) {
        if (kept.isEmpty() || !places.compareAndSet(index(kept.sequence()), kept, Kept.nothing(kept.sequence()))) {
            return false;
        }
        displaced.accept(kept);
        return true;
    }

    private int index(long sequence) {
        return (int) (sequence % places.length());
    }
}
