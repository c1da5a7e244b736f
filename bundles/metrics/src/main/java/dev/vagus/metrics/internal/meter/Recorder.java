package dev.vagus.metrics.internal.meter;

import dev.vagus.delivery.count.StripedCounters;
import dev.vagus.module.ErrorCategory;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times one series. Recording is a few plain additions for the first threads that do it and as many atomic ones
 * for the others; it reads no clock. Thread-safe.
 *
 * <p>What ends is counted in its histogram first and by its outcome last, and is read the other way round: a histogram has
 * never less in it than has ended, and no more has ended than has begun.
 */
public final class Recorder {
    private static final ErrorCategory[] CATEGORIES = ErrorCategory.values();
    private static final int BEGUN = 0;
    private static final int SUCCEEDED = 1;
    private static final int FAILED = 2;
    private static final int SUM = FAILED + CATEGORIES.length;
    private static final int MAX = SUM + 1;
    private static final int PLAIN_PAGES = MAX / StripedCounters.PAGE + 1;
    private static final int TOOK = PLAIN_PAGES * StripedCounters.PAGE;
    private static final int WAITED = TOOK + Scale.NANOS.octaves() * Scale.OCTAVE;

    private final StripedCounters counters;
    private final boolean waits;
    private @Nullable Figures last;

    /** @param waits whether it is also recorded how long things have waited */
    public Recorder(boolean waits) {
        int octaves = Scale.NANOS.octaves() + (waits ? Scale.MILLIS.octaves() : 0);
        this.counters = new StripedCounters(PLAIN_PAGES + octaves);
        this.waits = waits;
    }

    /**
     * Something begins.
     *
     * @return where the current thread counts, for {@link #end} on the same thread
     */
    public int begin() {
        int place = counters.stripe();
        counters.add(place, BEGUN, 1);
        return place;
    }

    /** The same as what {@link #begin} gave, for another thread. */
    public int place() {
        return counters.stripe();
    }

    /**
     * What has begun is over.
     *
     * @param place of the current thread
     * @param error null when it succeeded
     */
    public void end(int place, long tookNanos, @Nullable ErrorCategory error) {
        long took = Math.max(0, tookNanos);
        counters.add(place, TOOK + Scale.NANOS.bucket(took), 1);
        counters.add(place, SUM, took);
        counters.raise(place, MAX, took);
        counters.add(place, error == null ? SUCCEEDED : FAILED + error.ordinal(), 1);
    }

    /**
     * Something that was not counted when it began is over.
     *
     * @param waitedMillis negative when it is not known
     * @param error null when it succeeded
     */
    public void ended(long waitedMillis, long tookNanos, @Nullable ErrorCategory error) {
        int place = counters.stripe();
        if (waits && waitedMillis >= 0) {
            counters.add(place, WAITED + Scale.MILLIS.bucket(waitedMillis), 1);
        }
        end(place, tookNanos, error);
    }

    /** Everything up to now; the same object again while nothing has happened. */
    public synchronized Figures read() {
        long succeeded = counters.sum(SUCCEEDED);
        long ended = succeeded;
        long[] failed = new long[CATEGORIES.length];
        for (int i = 0; i < failed.length; i++) {
            failed[i] = counters.sum(FAILED + i);
            ended += failed[i];
        }
        long begun = Math.max(ended, counters.sum(BEGUN));
        Figures known = last;
        if (known == null || known.ended() != ended || known.begun() != begun) {
            known = new Figures(
                    begun,
                    succeeded,
                    byCategory(failed),
                    counters.sum(SUM),
                    counters.max(MAX),
                    histogram(Scale.NANOS, TOOK),
                    waits ? histogram(Scale.MILLIS, WAITED) : Histogram.empty(Scale.MILLIS));
            last = known;
        }
        return known;
    }

    private static Map<ErrorCategory, Long> byCategory(long[] failed) {
        Map<ErrorCategory, Long> counts = new EnumMap<>(ErrorCategory.class);
        for (ErrorCategory category : CATEGORIES) {
            if (failed[category.ordinal()] > 0) {
                counts.put(category, failed[category.ordinal()]);
            }
        }
        return Collections.unmodifiableMap(counts);
    }

    private Histogram histogram(Scale scale, int first) {
        Histogram.Builder histogram = new Histogram.Builder(scale, Scale.OCTAVE);
        long[] sums = new long[Scale.OCTAVE];
        for (int octave = 0; octave < scale.octaves(); octave++) {
            if (counters.sums(first / StripedCounters.PAGE + octave, sums)) {
                for (int i = 0; i < sums.length; i++) {
                    histogram.add(octave * Scale.OCTAVE + i, sums[i]);
                }
            }
        }
        return histogram.build();
    }

    /** Lets other threads have the places of those that have ended. */
    void releaseDead() {
        counters.releaseDead();
    }
}
