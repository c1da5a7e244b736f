package dev.vagus.delivery;

import java.util.function.LongSupplier;

/**
 * Tells receivers when they begin and end with an item, with one reading of the clock for each where a turn hands out one
 * after the other: the end of one is the begin of the next, which so has the time that it took to take it out. Thread-safe.
 *
 * @param nanos a monotonic clock in nanoseconds
 */
public record ItemClock(LongSupplier nanos) {
    /** When the item begins that the current thread was given just now. */
    public long begin() {
        DispatchThread thread = DispatchThread.current();
        return thread != null && thread.follows() ? thread.handledAt() : nanos.getAsLong();
    }

    /** Now, when the receiver is done with that item, on the same thread. */
    public long end() {
        long now = nanos.getAsLong();
        DispatchThread thread = DispatchThread.current();
        if (thread != null) {
            thread.handled(now);
        }
        return now;
    }
}
