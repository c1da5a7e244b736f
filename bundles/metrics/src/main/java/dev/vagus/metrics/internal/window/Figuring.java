package dev.vagus.metrics.internal.window;

import dev.vagus.metrics.Latency;
import dev.vagus.metrics.Traffic;
import dev.vagus.metrics.internal.meter.Figures;
import dev.vagus.metrics.internal.meter.Histogram;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Makes of counts what people read.
 *
 * @param nanos how long the time is that was counted in
 */
record Figuring(long nanos) {
    Traffic traffic(Figures figures, long inFlight) {
        return new Traffic(
                figures.begun(),
                figures.succeeded(),
                figures.failed(),
                inFlight,
                perSecond(figures.begun()),
                took(figures));
    }

    double perSecond(long count) {
        return nanos <= 0 ? 0 : count * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    private static Latency took(Figures figures) {
        Histogram took = figures.took();
        long ended = figures.ended();
        return new Latency(
                took.total(),
                Duration.ofNanos(ended == 0 ? 0 : figures.sumNanos() / ended),
                percentile(figures, 0.5),
                percentile(figures, 0.95),
                percentile(figures, 0.99),
                Duration.ofNanos(figures.maxNanos()));
    }

    /** No value is above the highest, though the middle of its bucket may be. */
    static Duration percentile(Figures figures, double share) {
        return Duration.ofNanos(Math.min(figures.maxNanos(), figures.took().percentile(share)));
    }

    static Latency waited(Histogram waited) {
        if (waited.total() == 0) {
            return Latency.NONE;
        }
        return new Latency(
                waited.total(),
                Duration.ofMillis(waited.mean()),
                Duration.ofMillis(waited.percentile(0.5)),
                Duration.ofMillis(waited.percentile(0.95)),
                Duration.ofMillis(waited.percentile(0.99)),
                Duration.ofMillis(waited.bound() - 1));
    }
}
