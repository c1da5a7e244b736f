package dev.vagus.bus.internal.engine;

import java.util.function.LongSupplier;

/**
 * The two clocks: deadlines use the monotonic one, the wall clock is only shown.
 *
 * @param nanos monotonic, in nanoseconds
 * @param millis since 1970
 */
public record Clocks(LongSupplier nanos, LongSupplier millis) {
    /** Those of the JVM. */
    public static final Clocks SYSTEM = new Clocks(System::nanoTime, System::currentTimeMillis);
}
