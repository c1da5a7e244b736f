package dev.vagus.events.internal.history;

import java.util.Arrays;

/**
 * Where the handler of a name is: which events it has had. Everything below {@code floor}, and what is noted in a window
 * as long as the history, since nothing older can come again. Thread-safe.
 */
public final class Position {
    private long floor;
    private long[] window = {};
    private boolean taken = true;
    private boolean begun;

    /** Whether somebody left off here. */
    public synchronized boolean isBegun() {
        return begun;
    }

    /** The handler has had everything below this number that concerns it. Nothing happens when it has begun. */
    public synchronized void begin(long number) {
        if (!begun) {
            begun = true;
            floor = number;
        }
    }

    /** The lowest number that the handler may not have had. */
    public synchronized long floor() {
        return floor;
    }

    /**
     * The handler has had the event of this number.
     *
     * @param capacity how many events the history holds
     */
    public synchronized void had(long number, int capacity) {
        if (window.length < capacity) {
            enlarge(capacity);
        }
        if (window.length > 0) {
            int index = (int) (number % window.length);
            window[index] = Math.max(window[index], number);
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

    synchronized boolean isTaken() {
        return taken;
    }

    synchronized void taken(boolean now) {
        taken = now;
    }
}
