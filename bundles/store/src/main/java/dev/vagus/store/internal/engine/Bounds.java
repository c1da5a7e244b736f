package dev.vagus.store.internal.engine;

import java.time.Duration;

/**
 * How much waits for the writer, and how much it keeps. Immutable.
 *
 * @param queue how many events may wait to be written
 * @param batch how many are committed at once at most
 * @param events how many the database keeps; 0 for any number
 * @param ageMillis how old they may be; 0 for any age
 * @param stopDeadline how long a stop waits for what waits
 */
public record Bounds(int queue, int batch, long events, long ageMillis, Duration stopDeadline) {}
