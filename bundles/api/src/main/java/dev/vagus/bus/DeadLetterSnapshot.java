package dev.vagus.bus;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the dead letters at one moment.
 *
 * @param letters how many there are
 * @param capacity how many there are at most, in memory and in the store alike ({@code deadletters.max})
 * @param forgotten how many had to go because there were more, since the bus started
 * @param hasStore whether there is a store, which makes them survive the end of the process
 * @param unwritten how many of them the store does not have yet, or will not take
 * @param missing how many went, or cannot be stored, before a store had them: the gap in it
 * @param unwrittenSince when the oldest of the unwritten ones died, by the wall clock; null when there is none
 */
public record DeadLetterSnapshot(
        int letters,
        int capacity,
        long forgotten,
        boolean hasStore,
        int unwritten,
        long missing,
        @Nullable Instant unwrittenSince) {}
