package dev.vagus.events;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the history at one moment.
 *
 * @param events how many events it holds in memory
 * @param bytes how much memory they take, by an estimate
 * @param recorded how many it was given since it began
 * @param capacity how many it holds at most
 * @param maxBytes how much memory they may take, by the same estimate
 * @param maxAge how old they may be; null for any age
 * @param hasStore whether there is a store, which is given what is recorded
 * @param unstored how many events a store refused or failed to write: they are missing there
 * @param unwritten how many events the store was given and has not written yet
 * @param unwrittenSince about when the oldest of these was published, by the wall clock; null when there is none
 * @param unreadReplays how many handlers heard of their past only what was in memory, since the store could not be read
 */
public record HistorySnapshot(
        long events,
        long bytes,
        long recorded,
        long capacity,
        long maxBytes,
        @Nullable Duration maxAge,
        boolean hasStore,
        long unstored,
        long unwritten,
        @Nullable Instant unwrittenSince,
        long unreadReplays) {
    /** With all replays complete. */
    public HistorySnapshot(
            long events,
            long bytes,
            long recorded,
            long capacity,
            long maxBytes,
            @Nullable Duration maxAge,
            boolean hasStore,
            long unstored,
            long unwritten,
            @Nullable Instant unwrittenSince) {
        this(events, bytes, recorded, capacity, maxBytes, maxAge, hasStore, unstored, unwritten, unwrittenSince, 0);
    }
}
