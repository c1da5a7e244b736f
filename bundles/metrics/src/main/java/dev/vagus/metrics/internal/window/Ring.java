package dev.vagus.metrics.internal.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The latest slices of one length, and how much memory they take. Not thread-safe. */
final class Ring {
    private record Kept(Slice slice, int bytes) {}

    private final Deque<Kept> slices = new ArrayDeque<>();
    private long bytes;

    void add(Slice slice, int most) {
        Kept kept = new Kept(slice, slice.bytes());
        slices.addLast(kept);
        bytes += kept.bytes;
        limit(most);
    }

    void limit(int most) {
        while (slices.size() > most) {
            removeOldest();
        }
    }

    void removeOldest() {
        bytes -= slices.removeFirst().bytes;
    }

    int size() {
        return slices.size();
    }

    long bytes() {
        return bytes;
    }

    /** When the oldest begins; this when there is none. */
    long from(long none) {
        Kept first = slices.peekFirst();
        return first == null ? none : first.slice.from();
    }

    /** Those that are like that, oldest first. */
    List<Slice> find(Predicate<Slice> wanted) {
        List<Slice> found = new ArrayList<>();
        for (Kept each : slices) {
            if (wanted.test(each.slice)) {
                found.add(each.slice);
            }
        }
        return found;
    }
}
