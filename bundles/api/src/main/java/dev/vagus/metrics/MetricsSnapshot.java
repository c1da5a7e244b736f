package dev.vagus.metrics;

import java.time.Instant;
import java.util.List;

/**
 * What moved within a time. Immutable.
 *
 * @param from since when, by the wall clock; later than was asked for where figures are not kept for so long
 * @param to until when
 * @param detail how much it tells
 * @param calls the calls of operations
 * @param deliveries the messages at their handlers
 * @param events the events at their handlers
 * @param channels the channels, by name
 * @param retries what came of trying again, for each operation and guard that was, by target
 * @param stores how far the store is behind with events and with dead letters, now; empty when only some modules, channels or
 *     operations were asked for
 * @param topByCalls the operations that were called most, at most 5
 * @param topByTime the operations whose calls took most time together, at most 5
 * @param topByErrors the operations that failed most, at most 5
 * @param operations every operation that was called, by name; empty in a summary
 * @param subscriptions every subscription that was delivered to, by channel and name; empty in a summary
 * @param handlers every event handler that was called, by subject and module; empty in a summary
 * @param history how it went, oldest first; empty unless verbose
 * @param recent the latest calls, newest first, also from before {@code from}: each that failed, if they were not too many,
 *     and some of those that succeeded
 * @param notes what is missing or was cut, for people; empty when nothing is
 */
public record MetricsSnapshot(
        Instant from,
        Instant to,
        Detail detail,
        Traffic calls,
        Traffic deliveries,
        Traffic events,
        List<ChannelFigures> channels,
        List<RetryFigures> retries,
        List<StoreFigures> stores,
        List<SeriesFigures> topByCalls,
        List<SeriesFigures> topByTime,
        List<SeriesFigures> topByErrors,
        List<SeriesFigures> operations,
        List<SeriesFigures> subscriptions,
        List<SeriesFigures> handlers,
        List<TrafficPoint> history,
        List<RecentCall> recent,
        List<String> notes) {
    /** Copies the lists. */
    public MetricsSnapshot {
        channels = List.copyOf(channels);
        retries = List.copyOf(retries);
        stores = List.copyOf(stores);
        topByCalls = List.copyOf(topByCalls);
        topByTime = List.copyOf(topByTime);
        topByErrors = List.copyOf(topByErrors);
        operations = List.copyOf(operations);
        subscriptions = List.copyOf(subscriptions);
        handlers = List.copyOf(handlers);
        history = List.copyOf(history);
        recent = List.copyOf(recent);
        notes = List.copyOf(notes);
    }
}
