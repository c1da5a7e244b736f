package dev.vagus.breaker.internal.engine;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * What a breaker reads the time from.
 *
 * @param nanos decides; as {@code System.nanoTime()}: only differences mean something
 * @param millis is shown; as {@code System.currentTimeMillis()}
 */
public record Clocks(LongSupplier nanos, LongSupplier millis) {
    /** Those of the system. */
    public static final Clocks SYSTEM = new Clocks(System::nanoTime, System::currentTimeMillis);

    long now() {
        return nanos.getAsLong();
    }

    Instant wall() {
        return Instant.ofEpochMilli(millis.getAsLong());
    }
}
