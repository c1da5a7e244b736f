package dev.vagus.metrics.internal.window;

import dev.vagus.metrics.internal.meter.Figures;
import dev.vagus.metrics.internal.meter.FiguresSum;
import dev.vagus.metrics.internal.meter.SeriesKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What went on in a part of the time. What did not change is not in it. Immutable.
 *
 * @param from its begin, by the monotonic clock
 * @param to its end
 * @param series what each series counted
 * @param channels what each channel counted
 * @param retries what came of trying again, by target
 */
record Slice(
        long from,
        long to,
        Map<SeriesKey, Figures> series,
        Map<String, ChannelCounts> channels,
        Map<String, RetryCounts> retries) {
    private static final int BYTES = 200;
    private static final int ENTRY = 48;

    /** What it takes in memory, about, in bytes. */
    int bytes() {
        int bytes =
                BYTES + channels.size() * (ChannelCounts.BYTES + ENTRY) + retries.size() * (RetryCounts.BYTES + ENTRY);
        for (Figures figures : series.values()) {
            bytes += ENTRY + figures.bytes();
        }
        return bytes;
    }

    /** Slices that follow each other, as one; at least one. */
    static Slice merge(List<Slice> parts) {
        Slice first = parts.get(0);
        if (parts.size() == 1) {
            return first;
        }
        Map<SeriesKey, List<Figures>> grouped = new HashMap<>();
        Map<String, ChannelCounts> channels = new HashMap<>();
        Map<String, RetryCounts> retries = new HashMap<>();
        for (Slice part : parts) {
            part.retries.forEach((target, counts) -> retries.merge(target, counts, RetryCounts::plus));
            part.series.forEach((key, figures) ->
                    grouped.computeIfAbsent(key, each -> new ArrayList<>()).add(figures));
            part.channels.forEach((name, counts) -> channels.merge(name, counts, ChannelCounts::plus));
        }
        FiguresSum sum = new FiguresSum();
        Map<SeriesKey, Figures> series = new HashMap<>();
        grouped.forEach((key, figures) -> {
            figures.forEach(sum::add);
            series.put(key, sum.take());
        });
        return new Slice(first.from, parts.get(parts.size() - 1).to, series, channels, retries);
    }
}
