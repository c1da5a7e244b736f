package dev.vagus.metrics.internal.window;

import dev.vagus.metrics.MetricsQuery;
import dev.vagus.metrics.MetricsSnapshot;
import dev.vagus.metrics.internal.meter.Meters;
import dev.vagus.metrics.internal.meter.RecentCalls;
import dev.vagus.metrics.internal.meter.SeriesKey;
import dev.vagus.metrics.internal.meter.SeriesKey.Kind;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A window and its snapshots, whose clocks the test turns by hand. */
final class Bench {
    static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    final FakeFacts facts = new FakeFacts();
    long nanos = -5 * SECOND;
    long millis = 1_000_000_000;
    final Meters meters = new Meters(1_000, () -> nanos);
    final Window window;
    final Snapshots snapshots;

    Bench(WindowSettings settings) {
        window = new Window(meters, facts, () -> nanos, settings);
        snapshots = new Snapshots(meters, window, new RecentCalls(), facts, () -> millis);
    }

    static SeriesKey operation(String module, String name) {
        return new SeriesKey(Kind.OPERATION, module + "." + name, name, module);
    }

    static SeriesKey subscription(String channel, String name, String module) {
        return new SeriesKey(Kind.SUBSCRIPTION, channel, name, module);
    }

    void record(SeriesKey key, long tookMillis, @Nullable ErrorCategory error) {
        try (var meter = meters.open(key)) {
            meter.recorder().ended(0, tookMillis * MILLISECOND, error);
        }
    }

    void call(String name, long tookMillis) {
        record(operation("Lab", name), tookMillis, null);
    }

    /** So many seconds pass, with a tick at the end of each. */
    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            nanos += SECOND;
            millis += 1_000;
            window.tick();
        }
    }

    MetricsSnapshot within(long seconds) {
        return snapshots.snapshot(MetricsQuery.ALL.within(Duration.ofSeconds(seconds)));
    }

    MetricsSnapshot all() {
        return snapshots.snapshot(MetricsQuery.ALL);
    }
}
