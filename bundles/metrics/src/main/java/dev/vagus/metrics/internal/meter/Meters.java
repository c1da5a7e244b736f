package dev.vagus.metrics.internal.meter;

import dev.vagus.metrics.internal.meter.SeriesKey.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * All series. There are at most so many of each kind; what finds no room is counted in a series that is named
 * {@value SeriesKey#OTHER}, which is told to the log once for each kind. A series that nobody uses any more stays for an
 * hour, so that a new version of its module goes on with it, unless another one needs its room: then the one goes that has
 * been unused for the longest time. What has gone begins at zero when it comes again, as after a restart. Thread-safe.
 */
public final class Meters {
    /** For how long a series is kept that nobody uses. */
    public static final Duration KEPT = Duration.ofHours(1);

    private final LongSupplier nanos;
    private final Map<Kind, SeriesOfKind> kinds = new EnumMap<>(Kind.class);
    private int most;

    /**
     * None yet.
     *
     * @param most how many series there may be of each kind, beside {@value SeriesKey#OTHER}
     * @param nanos a clock that only goes forward
     */
    public Meters(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /** From now on there may be so many of each kind; those that are used stay. */
    public synchronized void limit(int limit) {
        most = limit;
        kinds.values().forEach(series -> series.shrink(limit));
    }

    /** A series to record in: the one of this key, a new one, or the one for everything that there is no room for. */
    public synchronized Meter open(SeriesKey key) {
        return new Meter(this, of(key.kind()).use(key, most));
    }

    private SeriesOfKind of(Kind kind) {
        return kinds.computeIfAbsent(kind, SeriesOfKind::new);
    }

    /** A use has ended. Called by the meter, once, under the lock. */
    void left(Series series) {
        of(series.key.kind()).left(series, nanos.getAsLong());
    }

    /**
     * Forgets what has not been used for long, and gives the places of threads that have ended to others. To be called now
     * and then.
     */
    public void maintain() {
        synchronized (this) {
            kinds.values().forEach(series -> series.forget(KEPT.toNanos(), nanos.getAsLong()));
        }
        everything().forEach(series -> series.recorder.releaseDead());
    }

    private synchronized List<Series> everything() {
        List<Series> list = new ArrayList<>();
        kinds.values().forEach(series -> series.addTo(list));
        return list;
    }

    /** Every series with what it has counted since it began. */
    public List<Reading> read() {
        return everything().stream()
                .map(series -> new Reading(series.key, series.recorder.read()))
                .toList();
    }

    /** How often a series was wanted that there was no room for; 0 for a kind that has had room for all. */
    public synchronized long withoutRoom(Kind kind) {
        SeriesOfKind series = kinds.get(kind);
        return series == null ? 0 : series.withoutRoom();
    }
}
