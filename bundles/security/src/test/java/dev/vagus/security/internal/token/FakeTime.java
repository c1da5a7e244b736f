package dev.vagus.security.internal.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Both clocks, which go on only when told to. */
public final class FakeTime implements InstantSource {
    private final AtomicLong millis =
            new AtomicLong(Instant.parse("2026-11-22T12:00:00.250Z").toEpochMilli());
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.get());
    }

    public long nanos() {
        return nanos.get();
    }

    /** Time passes. */
    public void pass(Duration time) {
        millis.addAndGet(time.toMillis());
        nanos.addAndGet(time.toNanos());
    }

    /** The machine was suspended, or somebody has set the clock. */
    public void jump(Duration time) {
        millis.addAndGet(time.toMillis());
    }
}
