package dev.vagus.metrics.internal.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Figures that only grow, as they were seen of late, to tell what has grown within the window. Bounded: readings closer to
 * each other than a part of the window are not kept. Thread-safe.
 */
public final class Readings {
    private static final int MOST = 64;

    /**
     * Losses at one moment.
     *
     * @param dropped messages that full mailboxes of the bus have dropped
     * @param eventsDropped events that full mailboxes have turned away
     * @param unstored events that a store has not taken
     * @param missing dead letters that a store will never have
     */
    public record Reading(long dropped, long eventsDropped, long unstored, long missing) {
        static final Reading NONE = new Reading(0, 0, 0, 0);

        /** What came to it since; a figure that has begun anew counts as a whole. */
        Reading since(Reading before) {
            return new Reading(
                    grown(before.dropped, dropped),
                    grown(before.eventsDropped, eventsDropped),
                    grown(before.unstored, unstored),
                    grown(before.missing, missing));
        }

        private static long grown(long before, long now) {
            return now >= before ? now - before : now;
        }
    }

    private record Seen(Instant at, Reading reading) {}

    private final Deque<Seen> ring = new ArrayDeque<>();

    /**
     * Keeps a reading, and says what has grown within the window: since the last reading before it, or since the figures
     * began where there is none.
     */
    public synchronized Reading grown(Instant now, Reading reading, Duration window) {
        Instant start = now.minus(window);
        Reading before = Reading.NONE;
        for (Iterator<Seen> all = ring.iterator(); all.hasNext(); ) {
            Seen seen = all.next();
            if (seen.at().isAfter(start)) {
                break;
            }
            before = seen.reading();
        }
        // What lies before the window is of use only as its latest.
        while (ring.size() > 1 && !second().at().isAfter(start)) {
            ring.removeFirst();
        }
        Seen last = ring.peekLast();
        if (last == null || !last.at().plus(window.dividedBy(MOST / 2)).isAfter(now)) {
            ring.addLast(new Seen(now, reading));
        }
        while (ring.size() > MOST) {
            ring.removeFirst();
        }
        return reading.since(before);
    }

    private Seen second() {
        Iterator<Seen> all = ring.iterator();
        all.next();
        return all.next();
    }
}
