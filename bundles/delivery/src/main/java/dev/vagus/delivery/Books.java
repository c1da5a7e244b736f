package dev.vagus.delivery;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** What a mailbox counts beside what passes its {@link Room} and its {@link Outlet}: what does not happen at each item. */
final class Books {
    /** Items that never got in. Any thread. */
    static final int TURNED_AWAY = 0;
    /** Items that were dropped for newer ones. With the token. */
    static final int EVICTED = 1;
    /** Items that were cleared. With the token. */
    static final int CLEARED = 2;

    private static final int EXPIRED = 3;
    private static final int DEAD = 4;
    private static final int TAKEN_BACK = 5;
    private static final int SIZE = 6;

    private final AtomicLongArray counts = new AtomicLongArray(SIZE);
    private final Outlet outlet;

    /** What happens at each item that is handed out on its sender's thread; made at the first. */
    private volatile @Nullable DirectCounts direct;

    Books(Outlet outlet) {
        this.outlet = outlet;
    }

    void count(int what) {
        counts.incrementAndGet(what);
    }

    void add(int what, long items) {
        counts.addAndGet(what, items);
    }

    /** An item is handed out that was not stored. Returns what {@link #directEnd} is to be given on the same thread. */
    DirectCounts directBegin() {
        DirectCounts counts = direct;
        if (counts == null) {
            counts = makeDirect();
        }
        counts.begin();
        return counts;
    }

    private synchronized DirectCounts makeDirect() {
        DirectCounts counts = direct;
        if (counts == null) {
            counts = new DirectCounts();
            direct = counts;
        }
        return counts;
    }

    /** What became of an item that was not stored. */
    void directEnd(DirectCounts begun, Verdict verdict) {
        if (verdict == Verdict.DELIVERED) {
            begun.handled();
        } else {
            settle(verdict);
        }
    }

    void settle(Verdict verdict) {
        switch (verdict) {
            case DELIVERED -> outlet.deliver();
            case EXPIRED -> count(EXPIRED);
            case DEAD -> count(DEAD);
            case CLEARED -> count(TAKEN_BACK);
            case LATER -> {
                // Still in flight.
            }
        }
    }

    /**
     * Reads everything with the token held. What is settled is read before what was taken, and that before what was
     * claimed, so no difference is negative and the equation holds at any moment.
     */
    MailboxCounts read(Room room) {
        DirectCounts here = direct;
        long deliveredNow = outlet.deliveries() + (here == null ? 0 : here.sumHandled());
        long expiredNow = counts.get(EXPIRED);
        long deadNow = counts.get(DEAD);
        long takenBackNow = counts.get(TAKEN_BACK);
        long evictedNow = counts.get(EVICTED);
        long clearedNow = counts.get(CLEARED);
        long removed = outlet.removals();
        long taken = removed - evictedNow - clearedNow + (here == null ? 0 : here.sumHandedOut());
        long away = counts.get(TURNED_AWAY);
        long queued = room.claims() - removed;
        return new MailboxCounts(
                away + evictedNow + clearedNow + taken + queued,
                deliveredNow,
                expiredNow,
                away + evictedNow,
                clearedNow + takenBackNow,
                deadNow,
                queued,
                taken - deliveredNow - expiredNow - deadNow - takenBackNow);
    }
}
