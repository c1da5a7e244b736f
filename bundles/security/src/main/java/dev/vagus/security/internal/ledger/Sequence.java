package dev.vagus.security.internal.ledger;

import java.time.InstantSource;

/**
 * Places of what is issued and revoked here, in the order in which it happened: microseconds since 1970, but each after the
 * one before, also when the clock is set back. Guarded by its own lock, which {@link Revocations} holds too.
 */
final class Sequence {
    private static final long MICROS = 1000;

    private final InstantSource clock;
    private long last;

    Sequence(InstantSource clock) {
        this.clock = clock;
    }

    synchronized long next() {
        last = Math.max(last + 1, clock.millis() * MICROS);
        return last;
    }

    /** What comes is to be after this one. */
    synchronized void after(long known) {
        last = Math.max(last, known);
    }

    long millis() {
        return clock.millis();
    }
}
