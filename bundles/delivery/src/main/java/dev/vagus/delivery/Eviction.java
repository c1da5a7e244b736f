package dev.vagus.delivery;

/** Makes room in a full mailbox by dropping the oldest item of its lowest lane. Any thread; it takes the token. */
record Eviction<T>(Lanes<T> lanes, Room room, Outlet outlet, Books books) {
    /** Claims a permit for an item of this lane, unless all that wait are above it. */
    Offer claimFor(int lane) {
        while (true) {
            if (room.claim()) {
                return Offer.ACCEPTED;
            }
            outlet.take();
            try {
                int lowest = lanes.lowestWaiting();
                if (lowest > lane) {
                    return Offer.DROPPED_NEWEST;
                }
                if (lowest >= 0) {
                    room.claimAnyway();
                    lanes.pollLowest();
                    outlet.remove();
                    books.count(Books.EVICTED);
                    return Offer.DROPPED_OLDEST;
                }
            } finally {
                outlet.release();
            }
            Thread.yield();
        }
    }
}
