package dev.vagus.events.internal.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the handler of a name is: which events it has had. By their numbers everything below {@code floor}, and what is
 * noted in a window as long as the history; by their ids, for what is not in memory any more, a {@link Trail}. Thread-safe.
 */
public final class Position {
    private long floor;
    private long[] window = {};
    private boolean taken = true;
    private boolean begun;
    private Trail trail = new Trail(0);

    /** What was known of it when it came out of a store; null for one that began in this process. */
    private @Nullable Trail origin;

    private long changes;

    /** Whether the store and this process mean the same by it. */
    private volatile boolean agreed;

    /** Whether somebody left off here. */
    public synchronized boolean isBegun() {
        return begun;
    }

    /**
     * The handler has had everything below this number that concerns it, and what the trail says. Nothing happens when it has
     * begun.
     */
    public synchronized void begin(long number, Trail of) {
        if (!begun) {
            begun = true;
            floor = number;
            trail = of;
            changes++;
        }
    }

    /** Somebody left off here in a process before, or when this one had forgotten it. Nothing happens when it has begun. */
    public synchronized void resume(Trail of) {
        if (!begun) {
            begun = true;
            trail = of;
            origin = of.copy();
        }
    }

    /** The lowest number that the handler may not have had. */
    public synchronized long floor() {
        return floor;
    }

    /** The id up to which nothing is left for the handler. */
    public synchronized long start() {
        return trail.start();
    }

    /** The id of the latest event that the handler has had, or the one from which on it hears; 0 before it has begun. */
    public synchronized long latest() {
        return trail.latest();
    }

    /** Whether it came out of a store. */
    public synchronized boolean isFromBefore() {
        return origin != null;
    }

    /**
     * The handler has had the event of this number and id.
     *
     * @param number {@link History#UNKEPT} where it has none
     * @param capacity how many events the history holds
     */
    public synchronized void had(long number, long id, int capacity) {
        trail.had(id);
        changes++;
        if (number == History.UNKEPT) {
            return;
        }
        if (window.length < capacity) {
            enlarge(capacity);
        }
        if (window.length > 0) {
            int index = (int) (number % window.length);
            window[index] = Math.max(window[index], number);
        }
    }

    /** The event of this id was for the handler and found no room. */
    public synchronized void missed(long id) {
        trail.missed(id);
        changes++;
    }

    /** The handler has had everything up to this id, but what it missed. */
    public synchronized void raise(long id) {
        if (begun && id > trail.floor()) {
            trail.raise(id);
            changes++;
        }
    }

    private void enlarge(int capacity) {
        long[] former = window;
        window = new long[capacity];
        Arrays.fill(window, -1);
        for (long number : former) {
            if (number >= 0) {
                int index = (int) (number % capacity);
                window[index] = Math.max(window[index], number);
            }
        }
    }

    /** Whether the handler has had the event of this number. */
    public synchronized boolean isHad(long number) {
        return number < floor || (window.length > 0 && window[(int) (number % window.length)] == number);
    }

    /** Whether the handler has had this event, which is in memory. */
    public synchronized boolean isHad(Kept kept) {
        Trail before = origin;
        return isHad(kept.sequence()) || (before != null && before.isHad(Ids.of(kept.event())));
    }

    /** Whether the handler has had the event of this id, which is not in memory. */
    public synchronized boolean isHadById(long id) {
        return trail.isHad(id);
    }

    /** What is known of it by ids, to be written down; and which state of it that is. */
    public synchronized Written written() {
        return new Written(trail.copy(), changes);
    }

    /**
     * A state of a position.
     *
     * @param trail what was had
     * @param changes how often it had changed
     */
    public record Written(Trail trail, long changes) {}

    /** How often it has changed. */
    public synchronized long changes() {
        return changes;
    }

    /** Whether what is stored of it, if anything, is where it is. */
    public boolean isAgreed() {
        return agreed;
    }

    /** What is stored of it, if anything, is where it is. */
    public void agreed() {
        agreed = true;
    }

    synchronized boolean isTaken() {
        return taken;
    }

    synchronized void taken(boolean now) {
        taken = now;
    }
}
