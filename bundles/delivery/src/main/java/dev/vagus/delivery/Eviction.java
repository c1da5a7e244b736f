package dev.vagus.delivery;

/** Makes room in a full mailbox by dropping the oldest item of its lowest lane. Any thread; it takes the token. */
record Eviction<T>(Lanes<T> lanes, Room room, Outlet outlet, Books books) {
    /** Claims a permit for an item of this lane, unless all that wait are above it. */
    Ticket claimFor(int lane) {
        while (true) {
            long permit = room.claim();
            if (permit != Room.NONE) {
                return new Ticket(Offer.ACCEPTED, permit);
            }
            outlet.take();
            try {
                int lowest = lanes.lowestWaiting();
                if (lowest > lane) {
                    return Ticket.DROPPED_NEWEST;
                }
                if (lowest >= 0) {
                    long claimed = room.claimAnyway();
                    lanes.pollLowest();
                    outlet.remove();
                    books.count(Books.EVICTED);
                    return new Ticket(Offer.DROPPED_OLDEST, claimed);
                }
            } finally {
                outlet.release();
            }
            Thread.yield();
        }
    }
}
