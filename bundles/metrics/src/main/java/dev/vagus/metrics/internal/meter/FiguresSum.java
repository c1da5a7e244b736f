package dev.vagus.metrics.internal.meter;

import dev.vagus.module.ErrorCategory;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Adds figures up, again and again. Not thread-safe. */
public final class FiguresSum {
    private final Histogram.Sum took = new Histogram.Sum(Scale.NANOS);
    private final Histogram.Sum waited = new Histogram.Sum(Scale.MILLIS);
    private Map<ErrorCategory, Long> failed = new EnumMap<>(ErrorCategory.class);
    private long begun;
    private long succeeded;
    private long sumNanos;
    private long maxNanos;

    /** Adds these. */
    public FiguresSum add(Figures part) {
        begun += part.begun();
        succeeded += part.succeeded();
        sumNanos += part.sumNanos();
        maxNanos = Math.max(maxNanos, part.maxNanos());
        part.failed().forEach((category, count) -> failed.merge(category, count, Long::sum));
        took.add(part.took());
        waited.add(part.waited());
        return this;
    }

    /** All that was added since the last time; begins anew. */
    public Figures take() {
        Figures sum = new Figures(
                begun, succeeded, Collections.unmodifiableMap(failed), sumNanos, maxNanos, took.take(), waited.take());
        failed = new EnumMap<>(ErrorCategory.class);
        begun = 0;
        succeeded = 0;
        sumNanos = 0;
        maxNanos = 0;
        return sum;
    }
}
