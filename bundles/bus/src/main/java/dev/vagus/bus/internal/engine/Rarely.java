package dev.vagus.bus.internal.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets a warning through at most once in ten seconds. Thread-safe. */
final class Rarely {
    private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

    private final AtomicLong next;

    Rarely(long now) {
        next = new AtomicLong(now);
    }

    /** Whether the warning may be given now. */
    boolean permits(long now) {
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + INTERVAL);
    }
}
