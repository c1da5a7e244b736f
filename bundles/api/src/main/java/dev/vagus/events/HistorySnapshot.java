package dev.vagus.events;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the history at one moment.
 *
 * @param events how many events it holds
 * @param bytes how much memory they take, by an estimate
 * @param recorded how many it was given since it began
 * @param capacity how many it holds at most
 * @param maxBytes how much memory they may take, by the same estimate
 * @param maxAge how old they may be; null for any age
 */
public record HistorySnapshot(
        long events,
        long bytes,
        long recorded,
        long capacity,
        long maxBytes,
        @Nullable Duration maxAge) {}
