package dev.vagus.metrics.internal.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vagus.breaker.RetrySnapshot;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.events.HistorySnapshot;
import dev.vagus.metrics.Detail;
import dev.vagus.metrics.MetricsQuery;
import dev.vagus.metrics.MetricsSnapshot;
import dev.vagus.metrics.RetryFigures;
import dev.vagus.metrics.SeriesFigures;
import dev.vagus.metrics.StoreFigures;
import dev.vagus.metrics.TrafficPoint;
import dev.vagus.metrics.internal.meter.SeriesKey;
import dev.vagus.metrics.internal.meter.SeriesKey.Kind;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
    private static final SeriesKey EVENTS = new SeriesKey(Kind.EVENT_HANDLER, "lab/*", "EventHandler", "Lab");

    private final Bench bench = new Bench(WindowSettings.DEFAULTS);

    private MetricsSnapshot snapshot(MetricsQuery query) {
        return bench.snapshots.snapshot(query);
    }

    private static List<String> subjects(List<SeriesFigures> series) {
        return series.stream().map(SeriesFigures::subject).toList();
    }

    private void traffic() {
        bench.call("Run", 10);
        bench.record(Bench.operation("Store", "Get"), 20, null);
        bench.record(Bench.operation("Store", "Get"), 40, ErrorCategory.TIMEOUT);
        bench.record(Bench.subscription("Orders", "shop", "Lab"), 5, null);
        bench.record(Bench.subscription("Jobs", "store", "Store"), 5, ErrorCategory.INTERNAL);
        bench.record(EVENTS, 1, null);
        bench.facts.sent.putAll(Map.of("Orders", 10L, "Jobs", 20L));
        bench.pass(2);
    }

    @Test
    void totalsTellCallsMessagesAndEventsApart() {
        traffic();
        MetricsSnapshot all = bench.all();
        assertThat(all.calls().count()).isEqualTo(3);
        assertThat(all.calls().succeeded()).isEqualTo(2);
        assertThat(all.calls().failed()).containsExactly(Map.entry(ErrorCategory.TIMEOUT, 1L));
        assertThat(all.calls().successRate()).isEqualTo(200 / 3.0, within(1e-9));
        assertThat(all.calls().perSecond()).isEqualTo(1.5);
        assertThat(all.deliveries().count()).isEqualTo(2);
        assertThat(all.events().count()).isEqualTo(1);
        assertThat(all.events().successRate()).isEqualTo(100);
        assertThat(all.operations()).isEmpty();
        assertThat(all.history()).isEmpty();
    }

    @Test
    void latenciesAreThoseOfAllValuesWithinTheErrorOfTheHistogram() {
        long[] values = new Random(3).longs(2_000, 1, 5_000).toArray();
        for (int i = 0; i < values.length; i++) {
            bench.call("Run" + i % 3, values[i]);
            if (i % 100 == 0) {
                bench.pass(1);
            }
        }
        Arrays.sort(values);
        var latency = bench.within(60).calls().latency();
        assertThat(latency.count()).isEqualTo(2_000);
        assertThat(latency.average().toMillis())
                .isEqualTo((long) Arrays.stream(values).average().orElseThrow());
        assertClose(latency.p50(), values[999]);
        assertClose(latency.p95(), values[1_899]);
        assertClose(latency.p99(), values[1_979]);
        assertThat(latency.max()).isEqualTo(Duration.ofMillis(values[1_999]));
    }

    private static void assertClose(Duration actual, long exactMillis) {
        double exact = exactMillis * 1e6;
        assertThat((double) actual.toNanos()).isCloseTo(exact, within(exact / 31));
    }

    @Test
    void theMaximumOfALaterTimeIsNotThatOfBefore() {
        bench.call("Run", 9_000);
        bench.pass(5);
        bench.call("Run", 10);
        bench.pass(1);
        assertThat(bench.within(1).calls().latency().max().toNanos())
                .isBetween(10 * Bench.MILLISECOND, 10 * Bench.MILLISECOND * 17 / 16);
        assertThat(bench.within(10).calls().latency().max()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void aModuleHasItsOwnWorkAndTheChannelsThatItHears() {
        traffic();
        MetricsSnapshot lab = snapshot(MetricsQuery.ALL.ofModule("L*").in(Detail.DETAILED));
        assertThat(subjects(lab.operations())).containsExactly("Lab.Run");
        assertThat(subjects(lab.subscriptions())).containsExactly("Orders");
        assertThat(subjects(lab.handlers())).containsExactly("lab/*");
        assertThat(lab.channels()).singleElement().satisfies(channel -> {
            assertThat(channel.name()).isEqualTo("Orders");
            assertThat(channel.sent()).isEqualTo(10);
            assertThat(channel.queued()).isEqualTo(3);
            assertThat(channel.oldest()).isEqualTo(Duration.ofMillis(250));
            assertThat(channel.deliveries().count()).isEqualTo(1);
        });
    }

    @Test
    void aChannelHasNoCallsAndAnOperationNoMessagesUnlessBothAreAskedFor() {
        traffic();
        MetricsSnapshot channel = snapshot(MetricsQuery.ALL.ofChannel("Ord*"));
        assertThat(channel.calls().count()).isZero();
        assertThat(channel.deliveries().count()).isEqualTo(1);
        assertThat(channel.events().count()).isZero();
        MetricsSnapshot operation = snapshot(MetricsQuery.ALL.ofOperation("Store.*"));
        assertThat(operation.calls().count()).isEqualTo(2);
        assertThat(operation.deliveries().count()).isZero();
        assertThat(operation.channels()).isEmpty();
        MetricsSnapshot both = snapshot(MetricsQuery.ALL.ofChannel("Ord*").ofOperation("Store.*"));
        assertThat(both.calls().count()).isEqualTo(2);
        assertThat(both.deliveries().count()).isEqualTo(1);
    }

    @Test
    void operationsStandOutByCallsByTimeAndByErrors() {
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j <= i; j++) {
                bench.call("Often" + i, 1);
            }
        }
        bench.call("Long", 60_000);
        bench.record(Bench.operation("Lab", "Bad"), 1, ErrorCategory.BUSY);
        bench.pass(1);
        MetricsSnapshot all = bench.all();
        assertThat(subjects(all.topByCalls()))
                .containsExactly("Lab.Often7", "Lab.Often6", "Lab.Often5", "Lab.Often4", "Lab.Often3");
        assertThat(subjects(all.topByTime())).hasSize(5).startsWith("Lab.Long");
        assertThat(subjects(all.topByErrors())).containsExactly("Lab.Bad");
    }

    @Test
    void aVerboseSnapshotTellsHowItWent() {
        bench.pass(1);
        bench.call("Run", 7);
        bench.pass(1);
        bench.record(Bench.operation("Lab", "Run"), 7, ErrorCategory.BUSY);
        bench.pass(1);
        List<TrafficPoint> history = snapshot(
                        MetricsQuery.ALL.within(Duration.ofSeconds(3)).in(Detail.VERBOSE))
                .history();
        assertThat(history).extracting(TrafficPoint::calls).containsExactly(0L, 1L, 1L, 0L);
        assertThat(history).extracting(TrafficPoint::callsFailed).containsExactly(0L, 0L, 1L, 0L);
        assertThat(history.get(1).length()).isEqualTo(Duration.ofSeconds(1));
        assertThat(history.get(1).from()).isEqualTo(history.get(0).from().plusSeconds(1));
        assertClose(history.get(1).callsP99(), 7);
    }

    @Test
    void whatIsMissingOrCutIsSaid() {
        bench.facts.missing.add("the message bus is not there");
        bench.meters.limit(1);
        bench.call("A", 1);
        try (var first = bench.meters.open(Bench.operation("Lab", "A"));
                var second = bench.meters.open(Bench.operation("Lab", "B"))) {
            second.recorder().ended(0, 1, null);
            assertThat(first.recorder().read().succeeded()).isEqualTo(1);
        }
        MetricsSnapshot all = snapshot(MetricsQuery.ALL.in(Detail.DETAILED));
        assertThat(all.notes()).hasSize(2).anyMatch(note -> note.contains("series.max"));
        assertThat(subjects(all.operations())).containsExactly("Lab.A", SeriesKey.OTHER);
    }

    @Test
    void aRangeMustBePositive() {
        assertThatThrownBy(() -> MetricsQuery.ALL.within(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("positive");
    }

    private static RetrySnapshot retries(String target, long succeeded, Map<ErrorCategory, Long> failed) {
        return new RetrySnapshot(target, "Lab", 9, succeeded, failed);
    }

    @Test
    void retriesAreToldForTheTimeThatIsAskedFor() {
        List<RetrySnapshot> retries = bench.facts.retries;
        retries.add(retries("Lab.Run", 3, Map.of(ErrorCategory.TIMEOUT, 1L)));
        bench.pass(10);
        retries.set(0, retries("Lab.Run", 5, Map.of(ErrorCategory.TIMEOUT, 2L, ErrorCategory.BUSY, 1L)));
        retries.add(retries("guard:Shop.stock", 0, Map.of(ErrorCategory.NETWORK, 4L)));
        bench.pass(2);

        assertThat(bench.all().retries())
                .containsExactly(
                        new RetryFigures(
                                "Lab.Run", "Lab", 5, Map.of(ErrorCategory.TIMEOUT, 2L, ErrorCategory.BUSY, 1L)),
                        new RetryFigures("guard:Shop.stock", "Lab", 0, Map.of(ErrorCategory.NETWORK, 4L)));
        assertThat(bench.within(3).retries())
                .contains(new RetryFigures(
                        "Lab.Run", "Lab", 2, Map.of(ErrorCategory.TIMEOUT, 1L, ErrorCategory.BUSY, 1L)));
        assertThat(snapshot(MetricsQuery.ALL.ofOperation("guard:*")).retries())
                .extracting(RetryFigures::target)
                .containsExactly("guard:Shop.stock");
        assertThat(snapshot(MetricsQuery.ALL.ofChannel("Orders")).retries()).isEmpty();

        // A new version of the module begins at zero.
        retries.set(0, retries("Lab.Run", 1, Map.of()));
        bench.pass(1);
        assertThat(bench.within(1).retries()).containsExactly(new RetryFigures("Lab.Run", "Lab", 1, Map.of()));
    }

    @Test
    void targetsThatThereIsNoRoomForAreOne() {
        Bench small = new Bench(new WindowSettings(10, 1, 1 << 20, 2));
        for (int i = 0; i < 5; i++) {
            small.facts.retries.add(retries("Lab.Run" + i, 1, Map.of(ErrorCategory.TIMEOUT, 1L)));
        }

        assertThat(small.all().retries())
                .extracting(RetryFigures::target)
                .containsExactly("Lab.Run0", "Lab.Run1", "other");
        assertThat(small.all().retries().get(2))
                .isEqualTo(new RetryFigures("other", "other", 3, Map.of(ErrorCategory.TIMEOUT, 3L)));
    }

    @Test
    void theStoreIsToldWithHowFarItIsBehind() {
        Instant now = Instant.ofEpochMilli(bench.millis);
        bench.facts.history = new HistorySnapshot(9, 1, 9, 10, 0, null, true, 2, 7, now.minusSeconds(3));
        bench.facts.deadLetters = new DeadLetterSnapshot(4, 100, 0, false, 4, 0, now.minusSeconds(5));

        assertThat(bench.all().stores())
                .containsExactly(
                        new StoreFigures("events", true, 7, Duration.ofSeconds(3), 2),
                        new StoreFigures("dead letters", false, 0, Duration.ZERO, 0));
        assertThat(snapshot(MetricsQuery.ALL.ofModule("Lab")).stores()).isEmpty();
    }
}
