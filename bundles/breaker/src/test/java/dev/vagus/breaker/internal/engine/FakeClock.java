package dev.vagus.breaker.internal.engine;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until it is told. Starts near the end of the range of nanoseconds, which is legal. */
final class FakeClock {
    static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");

    private volatile long passed;
    private final long origin;

    FakeClock() {
        this(Long.MAX_VALUE - Duration.ofSeconds(1).toNanos());
    }

    FakeClock(long origin) {
        this.origin = origin;
    }

    Clocks clocks() {
        return new Clocks(this::nanos, () -> instant().toEpochMilli());
    }

    long nanos() {
        return origin + passed;
    }

    Instant instant() {
        return BEGIN.plusNanos(passed);
    }

    void advance(Duration time) {
        passed += time.toNanos();
    }
}
