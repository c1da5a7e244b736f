package dev.vagus.metrics.internal.prometheus;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * One metric in the making: a value, or buckets, for each combination of labels. What is added twice under the same labels
 * is summed up. Not thread-safe.
 */
final class Family {
    /** What kind of metric it is. */
    enum Type {
        /** Only grows; the name is without {@code _total}. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** How often values fell into buckets. */
        HISTOGRAM
    }

    private final Type type;
    private final String name;
    private final String help;
    private final String[] labels;
    private final Map<Labels, Double> values = new LinkedHashMap<>();
    private final Map<Labels, Buckets> buckets = new LinkedHashMap<>();

    Family(Type type, String name, String help, String... labels) {
        this.type = type;
        this.name = name;
        this.help = help;
        this.labels = labels;
    }

    /** The metric's name, without the suffix of its kind. */
    String name() {
        return name;
    }

    /** Adds to the value with these labels, in the order of the family's label names. */
    void add(double value, String... labelValues) {
        values.merge(Labels.of(labels, labelValues), value, Double::sum);
    }

    /** Adds to the buckets with these labels. */
    void add(Buckets more, String... labelValues) {
        buckets.merge(Labels.of(labels, labelValues), more, Buckets::plus);
    }

    /** Replaces each value. */
    void replaceAll(BiFunction<Labels, Double, Double> change) {
        values.replaceAll(change);
    }

    MetricSnapshot snapshot() {
        return switch (type) {
            case COUNTER -> counter();
            case GAUGE -> gauge();
            case HISTOGRAM -> histogram();
        };
    }

    private MetricSnapshot counter() {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        values.forEach((at, value) -> counter.dataPoint(
                CounterDataPointSnapshot.builder().labels(at).value(value).build()));
        return counter.build();
    }

    private MetricSnapshot gauge() {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        values.forEach((at, value) -> gauge.dataPoint(
                GaugeDataPointSnapshot.builder().labels(at).value(value).build()));
        return gauge.build();
    }

    private MetricSnapshot histogram() {
        HistogramSnapshot.Builder histogram =
                HistogramSnapshot.builder().name(name).help(help);
        buckets.forEach((at, counted) -> histogram.dataPoint(HistogramDataPointSnapshot.builder()
                .labels(at)
                .classicHistogramBuckets(ClassicHistogramBuckets.of(counted.bounds(), counted.counts()))
                .sum(counted.sum())
                .build()));
        return histogram.build();
    }
}
