package dev.vagus.shell.internal.commands;

import dev.vagus.metrics.ChannelFigures;
import dev.vagus.metrics.CommunicationMetrics;
import dev.vagus.metrics.Detail;
import dev.vagus.metrics.Latency;
import dev.vagus.metrics.MetricsQuery;
import dev.vagus.metrics.MetricsSnapshot;
import dev.vagus.metrics.RecentCall;
import dev.vagus.metrics.RetryFigures;
import dev.vagus.metrics.SeriesFigures;
import dev.vagus.metrics.StoreFigures;
import dev.vagus.metrics.Traffic;
import dev.vagus.metrics.TrafficPoint;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Always the same figures. */
final class FakeMetrics implements CommunicationMetrics {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    static final Traffic NOTHING = new Traffic(0, 0, Map.of(), 0, 0, Latency.NONE);

    static final Traffic CALLS = new Traffic(
            1_000,
            990,
            Map.of(ErrorCategory.INTERNAL, 7L, ErrorCategory.NOT_FOUND, 3L),
            2,
            3.33,
            new Latency(
                    1_000,
                    Duration.ofNanos(1_234_567),
                    Duration.ofNanos(850),
                    Duration.ofNanos(12_340),
                    Duration.ofMillis(45),
                    Duration.ofMillis(2_500)));

    @Nullable
    MetricsQuery asked;

    boolean reset;

    private static SeriesFigures series(String subject, String name) {
        return new SeriesFigures(subject, name, "LabRunner", CALLS, Latency.NONE);
    }

    @Override
    public MetricsSnapshot snapshot(MetricsQuery query) {
        asked = query;
        boolean detailed = query.detail() != Detail.SUMMARY;
        List<SeriesFigures> operations = List.of(series("LabRunner.ExecuteStep", "ExecuteStep"));
        return new MetricsSnapshot(
                NOW.minusSeconds(300),
                NOW,
                query.detail(),
                CALLS,
                NOTHING,
                NOTHING,
                List.of(new ChannelFigures("Orders", 20, 18, 2, 0, 0, 0.07, 4, Duration.ofMillis(1_500), 1, NOTHING)),
                List.of(new RetryFigures("LabRunner.ExecuteStep", "LabRunner", 4, Map.of(ErrorCategory.TIMEOUT, 2L))),
                List.of(
                        new StoreFigures("events", true, 12, Duration.ofMillis(1_500), 3),
                        new StoreFigures("dead letters", false, 0, Duration.ZERO, 0)),
                operations,
                operations,
                operations,
                detailed ? operations : List.of(),
                detailed ? List.of(series("Orders", "shop")) : List.of(),
                detailed ? List.of(series("LabStep*", "ModuleEventHandler")) : List.of(),
                query.detail() == Detail.VERBOSE
                        ? List.of(
                                new TrafficPoint(NOW, Duration.ofSeconds(1), 5, 1, Duration.ofMillis(9), 0, 0, 0, 0),
                                new TrafficPoint(NOW, Duration.ofSeconds(1), 0, 0, Duration.ZERO, 0, 0, 0, 0))
                        : List.of(),
                List.of(
                        new RecentCall(
                                "01JD6X8Z3T000",
                                "LabRunner.ExecuteStep",
                                "Shop",
                                NOW,
                                Duration.ofMillis(3),
                                ErrorCategory.INTERNAL,
                                "java.lang.IllegalStateException: no room"),
                        new RecentCall(
                                "01JD6X8Z3S000", "LabRunner.ExecuteStep", "Shop", NOW, Duration.ofMillis(4), null, "")),
                List.of("older figures are not kept"));
    }

    @Override
    public Instant reset() {
        reset = true;
        return NOW;
    }
}
