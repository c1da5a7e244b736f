package dev.vagus.events.internal.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A few ids, ascending, each once; made for those that come nearly in their order. Not thread-safe. */
final class SortedIds {
    private long[] ids = {};
    private int size;

    SortedIds(Collection<Long> known) {
        known.forEach(this::add);
    }

    /** False when it was there. */
    boolean add(long id) {
        int place = size == 0 || id > ids[size - 1] ? -size - 1 : Arrays.binarySearch(ids, 0, size, id);
        if (place >= 0) {
            return false;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, Math.max(8, 2 * size));
        }
        int at = -place - 1;
        System.arraycopy(ids, at, ids, at + 1, size - at);
        ids[at] = id;
        size++;
        return true;
    }

    boolean contains(long id) {
        return Arrays.binarySearch(ids, 0, size, id) >= 0;
    }

    void remove(long id) {
        int at = Arrays.binarySearch(ids, 0, size, id);
        if (at >= 0) {
            System.arraycopy(ids, at + 1, ids, at, size - at - 1);
            size--;
        }
    }

    /** Takes out all up to this one. */
    void removeUpTo(long id) {
        int place = Arrays.binarySearch(ids, 0, size, id);
        int gone = place >= 0 ? place + 1 : -place - 1;
        if (gone > 0) {
            System.arraycopy(ids, gone, ids, 0, size - gone);
            size -= gone;
        }
    }

    int size() {
        return size;
    }

    /** One of them, by its place. */
    long at(int place) {
        return ids[place];
    }

    List<Long> toList() {
        List<Long> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(ids[i]);
        }
        return all;
    }
}
