package dev.vagus.events.internal.engine;

import java.util.Arrays;

/**
 * The ids of the last events that a handler had out of a store, ascending: a publisher may still be bringing one of them,
 * whose id is older than its number. Filled by one thread, then read by another.
 */
final class YoungIds {
    /** How many it holds; the oldest go first. */
    static final int MOST = 1 << 16;

    private long[] ids = new long[64];
    private int size;

    /** Later than all before. */
    void add(long id) {
        if (size == ids.length) {
            if (size == MOST) {
                size = MOST / 2;
                System.arraycopy(ids, MOST / 2, ids, 0, size);
            } else {
                ids = Arrays.copyOf(ids, 2 * size);
            }
        }
        ids[size++] = id;
    }

    boolean contains(long id) {
        return Arrays.binarySearch(ids, 0, size, id) >= 0;
    }

    /** The latest; 0 when there is none. */
    long latest() {
        return size == 0 ? 0 : ids[size - 1];
    }

    boolean isEmpty() {
        return size == 0;
    }
}
