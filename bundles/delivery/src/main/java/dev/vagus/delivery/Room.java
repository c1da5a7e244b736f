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
    /** No permit. */
    static final long NONE = -1;

    private final PaddedCounter claimed = new PaddedCounter();
    private final Outlet outlet;
    private volatile long limit;
    private volatile int capacity;

    Room(int capacity, Outlet outlet) {
        this.capacity = capacity;
        this.outlet = outlet;
        limit = capacity;
    }

    /** Claims a permit; its number, which nobody else gets, or {@link #NONE} when there is no room. */
    long claim() {
        while (true) {
            long count = claimed.get();
            if (count >= limit && count >= refreshLimit()) {
                return NONE;
            }
            if (claimed.compareAndSet(count, count + 1)) {
                return count;
            }
        }
    }

    /** Claims a permit whether there is room or not, and returns its number; its caller removes an item next. */
    long claimAnyway() {
        return claimed.getAndIncrement();
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

    private long refreshLimit() {
        while (true) {
            int used = capacity;
            long fresh = outlet.removals() + used;
            limit = fresh;
            if (capacity == used) {
                return fresh;
            }
        }
    }

    /** The number of items inside; with the token exact. */
    long size() {
        long gone = outlet.removals();
        return claimed.get() - gone;
    }

    /** Whether a claim would fail just now. Producers ask this, so it rarely looks at what the consumer writes. */
    boolean isFull() {
        long count = claimed.get();
        return count >= limit && count >= refreshLimit();
    }
}
