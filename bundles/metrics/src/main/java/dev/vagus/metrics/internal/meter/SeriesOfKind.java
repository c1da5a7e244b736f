package dev.vagus.metrics.internal.meter;

import dev.vagus.metrics.internal.meter.SeriesKey.Kind;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The series of one kind, and which of them is to go when there is no room. Guarded by {@link Meters}. */
final class SeriesOfKind {
    private static final Logger LOG = LoggerFactory.getLogger(Meters.class);

    private final Kind kind;
    private final Map<SeriesKey, Series> known = new HashMap<>();
    /** The longest unused first. */
    private final Set<Series> unused = new LinkedHashSet<>();

    private @Nullable Series other;
    private long withoutRoom;

    SeriesOfKind(Kind kind) {
        this.kind = kind;
    }

    /** The series of this key for one more user. */
    Series use(SeriesKey key, int most) {
        Series series = known.get(key);
        if (series == null) {
            shrink(most - 1);
            series = known.size() < most ? new Series(key) : other(key);
            if (series != other) {
                known.put(key, series);
            }
        }
        series.use();
        unused.remove(series);
        return series;
    }

    private Series other(SeriesKey key) {
        if (withoutRoom++ == 0) {
            LOG.warn(
                    "there are {} series of the kind {}, so {} of module {} and what comes after it are counted together, as {};"
                            + " with a higher series.max of dev.vagus.metrics each gets its own when it comes again",
                    known.size(),
                    kind,
                    key.subject(),
                    key.module(),
                    SeriesKey.OTHER);
        }
        if (other == null) {
            other = new Series(SeriesKey.other(kind));
        }
        return other;
    }

    /** A user has gone. */
    void left(Series series, long nanos) {
        series.leave(nanos);
        if (!series.isUsed() && series != other) {
            unused.add(series);
        }
    }

    /** Forgets series that nobody uses until there are no more than these, as far as that goes. */
    void shrink(int target) {
        Iterator<Series> oldest = unused.iterator();
        while (known.size() > target && oldest.hasNext()) {
            known.remove(oldest.next().key);
            oldest.remove();
        }
    }

    /** Forgets series that have not been used for so long. */
    void forget(long unusedFor, long nanos) {
        Iterator<Series> oldest = unused.iterator();
        while (oldest.hasNext()) {
            Series series = oldest.next();
            if (series.unusedFor(nanos) < unusedFor) {
                return;
            }
            known.remove(series.key);
            oldest.remove();
        }
    }

    void addTo(List<Series> list) {
        list.addAll(known.values());
        if (other != null) {
            list.add(other);
        }
    }

    long withoutRoom() {
        return withoutRoom;
    }
}
