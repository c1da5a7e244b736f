package dev.vagus.delivery;

import java.util.concurrent.atomic.AtomicLong;

/** What a mailbox counts beside its {@link Room}. */
final class Books {
    /** Items that never got in. Any thread. */
    final AtomicLong turnedAway = new AtomicLong();
    /** Items that were dropped for newer ones. With the token. */
    final AtomicLong evicted = new AtomicLong();
    /** Items that were cleared. With the token. */
    final AtomicLong cleared = new AtomicLong();

    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong expired = new AtomicLong();
    private final AtomicLong dead = new AtomicLong();
    /** Items that were handed out without having been stored. Any thread. */
    final AtomicLong direct = new AtomicLong();

    private final AtomicLong takenBack = new AtomicLong();

    void settle(Verdict verdict) {
        switch (verdict) {
            case DELIVERED -> delivered.incrementAndGet();
            case EXPIRED -> expired.incrementAndGet();
            case DEAD -> dead.incrementAndGet();
            case CLEARED -> takenBack.incrementAndGet();
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
        long deliveredNow = delivered.get();
        long expiredNow = expired.get();
        long deadNow = dead.get();
        long takenBackNow = takenBack.get();
        long evictedNow = evicted.get();
        long clearedNow = cleared.get();
        long taken = room.removals() - evictedNow - clearedNow + direct.get();
        long away = turnedAway.get();
        long queued = room.claims() - room.removals();
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
