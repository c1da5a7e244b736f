package dev.vagus.registry.internal.engine;

import java.util.function.LongSupplier;

/**
 * How calls tell the time and let it pass.
 *
 * @param clock the monotonic clock in nanoseconds
 * @param pauses what lets a call go on later
 */
record Timing(LongSupplier clock, Pauses pauses) {}
