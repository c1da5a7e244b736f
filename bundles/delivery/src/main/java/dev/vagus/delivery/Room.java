package dev.vagus.delivery;

/**
 * How many items a mailbox has admitted and how many have left it, which together bound it. A permit is claimed before
 * the item is stored, so the bound is never exceeded, whatever the number of producers.
 *
 * <p>{@code limit} caches {@code removed + capacity}, so that producers rarely read what the consumer writes. It may lag
 * behind, which only makes a producer compute it again; it never runs ahead: whoever stores it checks afterwards that the
 * capacity it used still holds.
 */
final class Room {
    private final PaddedCounter claimed = new PaddedCounter();
    private final PaddedCounter removed = new PaddedCounter();
    private volatile long limit;
    private volatile int capacity;

    Room(int capacity) {
        this.capacity = capacity;
        limit = capacity;
    }

    boolean claim() {
        while (true) {
            long count = claimed.get();
            if (count >= limit && count >= refreshLimit()) {
                return false;
            }
            if (claimed.compareAndSet(count, count + 1)) {
                return true;
            }
        }
    }

    /** Claims a permit whether there is room or not; its caller removes an item next. */
    void claimAnyway() {
        claimed.incrementAndGet();
    }

    /** Counts one item as gone. With the mailbox's token only, so one plain addition suffices. */
    void remove() {
        removed.lazySet(removed.getPlain() + 1);
    }

    void capacity(int items) {
        capacity = items;
        refreshLimit();
    }

    int capacity() {
        return capacity;
    }

    long claims() {
        return claimed.get();
    }

    long removals() {
        return removed.get();
    }

    private long refreshLimit() {
        while (true) {
            int used = capacity;
            long fresh = removed.get() + used;
            limit = fresh;
            if (capacity == used) {
                return fresh;
            }
        }
    }

    /** The number of items inside; with the token exact. */
    long size() {
        long gone = removed.get();
        return claimed.get() - gone;
    }

    boolean isFull() {
        return size() >= capacity;
    }
}
