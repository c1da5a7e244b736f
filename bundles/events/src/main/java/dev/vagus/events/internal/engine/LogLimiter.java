package dev.vagus.events.internal.engine;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets one log line through in an interval and counts the rest. Thread-safe. */
final class LogLimiter {
    /** What {@link #permit} says when this line is not to be written. */
    static final long SUPPRESSED = -1;

    private final LongSupplier nanoClock;
    private final long intervalNanos;
    private final AtomicLong next;
    private final AtomicLong suppressed = new AtomicLong();

    LogLimiter(LongSupplier nanoClock, long intervalNanos) {
        this.nanoClock = nanoClock;
        this.intervalNanos = intervalNanos;
        this.next = new AtomicLong(nanoClock.getAsLong());
    }

    /** How many lines were held back since the last one that was written, or {@link #SUPPRESSED}. */
    long permit() {
        long now = nanoClock.getAsLong();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + intervalNanos)) {
            return suppressed.getAndSet(0);
        }
        suppressed.incrementAndGet();
        return SUPPRESSED;
    }
}
