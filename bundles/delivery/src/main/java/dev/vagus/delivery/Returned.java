package dev.vagus.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Items in flight that are to be handed out once more, oldest first. Costs one read while there never was any. */
final class Returned<T> {
    private volatile @Nullable Queue<T> items;

    void add(T item) {
        made().add(item);
    }

    private synchronized Queue<T> made() {
        Queue<T> known = items;
        if (known == null) {
            known = new ConcurrentLinkedQueue<>();
            items = known;
        }
        return known;
    }

    /** Takes the oldest out; whoever does so settles it. */
    @Nullable
    T poll() {
        Queue<T> known = items;
        return known == null ? null : known.poll();
    }

    /** Takes this one out; false when somebody else has. */
    boolean remove(T item) {
        Queue<T> known = items;
        return known != null && known.remove(item);
    }

    /** Those that are here now. */
    Stream<T> stream() {
        Queue<T> known = items;
        return known == null ? Stream.empty() : known.stream();
    }

    boolean isEmpty() {
        Queue<T> known = items;
        return known == null || known.isEmpty();
    }
}
