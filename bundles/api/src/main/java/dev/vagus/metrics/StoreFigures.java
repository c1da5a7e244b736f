package dev.vagus.metrics;

import java.time.Duration;

/**
 * How far a store is behind what it is to keep. Immutable.
 *
 * @param what what it is to keep: {@code events} or {@code dead letters}
 * @param present whether there is a store
 * @param unwritten how many it does not have yet
 * @param oldest for how long the oldest of these waits
 * @param missing how many it will never have, since its queue was full or it failed: the gap in it, since its bundle began
 */
public record StoreFigures(String what, boolean present, long unwritten, Duration oldest, long missing) {}
