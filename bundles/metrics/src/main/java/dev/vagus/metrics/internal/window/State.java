package dev.vagus.metrics.internal.window;

import dev.vagus.metrics.internal.meter.Figures;
import dev.vagus.metrics.internal.meter.SeriesKey;
import java.util.HashMap;
import java.util.Map;

/**
 * Everything that was counted up to a moment. Immutable.
 *
 * @param nanos the moment, by the monotonic clock
 * @param series the series that there are
 * @param channels the channels that there are
 * @param retries what was tried again, by target
 */
record State(
        long nanos,
        Map<SeriesKey, Figures> series,
        Map<String, ChannelCounts> channels,
        Map<String, RetryCounts> retries) {
    /** What has come since an earlier one; what has not changed is not in it. */
    Slice since(State earlier) {
        Map<SeriesKey, Figures> more = new HashMap<>();
        series.forEach((key, figures) -> {
            Figures known = earlier.series.getOrDefault(key, Figures.NONE);
            if (figures != known) {
                more.put(key, figures.since(known));
            }
        });
        Map<String, ChannelCounts> sent = new HashMap<>();
        channels.forEach((name, counts) -> {
            ChannelCounts known = earlier.channels.getOrDefault(name, ChannelCounts.NONE);
            boolean shrunk = name.equals(SeriesKey.OTHER) && counts.sent() < known.sent();
            if (!counts.equals(known) && !shrunk) {
                sent.put(name, counts.since(known));
            }
        });
        return new Slice(earlier.nanos, nanos, more, sent, retriesSince(earlier));
    }

    private Map<String, RetryCounts> retriesSince(State earlier) {
        Map<String, RetryCounts> more = new HashMap<>();
        retries.forEach((target, counts) -> {
            RetryCounts known = earlier.retries.getOrDefault(target, RetryCounts.NONE);
            boolean shrunk = target.equals(SeriesKey.OTHER) && counts.total() < known.total();
            if (counts.total() != known.total() && !shrunk) {
                more.put(target, counts.since(known));
            }
        });
        return more;
    }
}
