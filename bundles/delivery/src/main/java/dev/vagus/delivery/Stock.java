package dev.vagus.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a mailbox, with the room for it and the books about it; it knows neither who comes nor whether anything may
 * be handed out. What is stored has claimed a permit before; whoever takes out holds the token meanwhile. Thread-safe.
 */
final class Stock<T> {
    private final Lanes<T> lanes;
    private final Outlet outlet = new Outlet();
    private final Books books = new Books(outlet);
    private final Room room;

    Stock(int lanes, int capacity) {
        this.lanes = new Lanes<>(lanes);
        room = new Room(capacity, outlet);
    }

    Room room() {
        return room;
    }

    Books books() {
        return books;
    }

    /** Where the turns count what they deliver. */
    Outlet outlet() {
        return outlet;
    }

    /** Stores the item, which has this permit. Who looks next whether anybody takes it passes a fence before. */
    Offer place(T item, int lane, long permit) {
        lanes.offer(lane, permit, item);
        return Offer.ACCEPTED;
    }

    /** Stores the item if it got a permit; else counts it as turned away, unless the mailbox is closed. */
    Offer place(T item, int lane, Ticket ticket) {
        if (ticket.offer().queued()) {
            lanes.offer(lane, ticket.permit(), item);
        } else if (ticket.offer() != Offer.CLOSED) {
            books.count(Books.TURNED_AWAY);
        }
        return ticket.offer();
    }

    /** A permit at the cost of an older item, if there is one that is no more urgent. */
    Ticket evictFor(int lane) {
        return new Eviction<>(lanes, room, outlet, books).claimFor(lane);
    }

    /** The next item, out of here and in flight, or null. No fence follows. */
    @Nullable
    T take() {
        outlet.take();
        try {
            T item = lanes.poll();
            if (item != null) {
                outlet.remove();
            }
            return item;
        } finally {
            outlet.releaseSoon();
        }
    }

    /** Whether an item waits; lets go of what was taken, and is followed by a fence. */
    boolean isWaiting() {
        outlet.take();
        try {
            lanes.tidy();
            return lanes.lowestWaiting() >= 0;
        } finally {
            outlet.release();
        }
    }

    /** Whether an item seems to wait; a hint. */
    boolean seemsWaiting() {
        return lanes.seemWaiting();
    }

    /** Drops what waits and returns how many items that were. */
    long clear() {
        long count = 0;
        outlet.take();
        try {
            while (lanes.poll() != null) {
                outlet.remove();
                count++;
            }
            lanes.tidy();
            books.add(Books.CLEARED, count);
        } finally {
            outlet.release();
        }
        return count;
    }

    /** Every item that waits, the most urgent lane first. */
    List<T> items() {
        return outlet.during(lanes::items);
    }

    /** Of each lane where any waits the oldest. */
    List<T> heads() {
        return outlet.during(lanes::heads);
    }

    MailboxCounts counts() {
        return outlet.during(() -> books.read(room));
    }
}
