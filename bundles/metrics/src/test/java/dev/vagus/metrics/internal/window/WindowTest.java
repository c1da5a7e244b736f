package dev.vagus.metrics.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.metrics.MetricsQuery;
import dev.vagus.metrics.MetricsSnapshot;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {
    private final Bench bench = new Bench(WindowSettings.DEFAULTS);

    private static Duration length(MetricsSnapshot snapshot) {
        return Duration.between(snapshot.from(), snapshot.to());
    }

    @Test
    void aRangeHasWhatCameInItAndNothingFromBefore() {
        bench.call("Run", 1);
        bench.pass(1);
        bench.call("Run", 1);
        bench.call("Run", 1);
        bench.pass(5);
        assertThat(bench.within(5).calls().count()).isEqualTo(2);
        assertThat(bench.within(6).calls().count()).isEqualTo(3);
        assertThat(bench.within(4).calls().count()).isZero();
    }

    @Test
    void whatHasComeSinceTheLastTickIsInIt() {
        bench.pass(3);
        bench.call("Run", 1);
        bench.nanos += Bench.SECOND / 2;
        assertThat(bench.within(1).calls().count()).isEqualTo(1);
        assertThat(bench.all().calls().count()).isEqualTo(1);
    }

    @Test
    void theSnapshotSaysWhatItCovers() {
        bench.pass(10);
        MetricsSnapshot snapshot = bench.within(5);
        assertThat(length(snapshot)).isEqualTo(Duration.ofSeconds(5));
        assertThat(snapshot.to()).isEqualTo(Instant.ofEpochMilli(bench.millis));
        assertThat(snapshot.notes()).isEmpty();
    }

    @Test
    void aRangeThatReachesBackBeforeTheBeginSaysSo() {
        bench.pass(10);
        MetricsSnapshot snapshot = bench.within(3_600);
        assertThat(length(snapshot)).isEqualTo(Duration.ofSeconds(10));
        assertThat(snapshot.notes()).singleElement().asString().contains("reach back 10 s, not 3600 s");
    }

    @Test
    void secondsGoOverIntoMinutesAndNothingIsCountedTwiceOrLost() {
        for (int i = 0; i < 1_000; i++) {
            bench.call("Run", 1);
            bench.pass(1);
        }
        for (int seconds : new int[] {1, 59, 60, 299, 300}) {
            assertThat(bench.within(seconds).calls().count()).isEqualTo(seconds);
        }
        for (int seconds : new int[] {301, 333, 400, 599, 777, 1_000}) {
            MetricsSnapshot snapshot = bench.within(seconds);
            assertThat(snapshot.calls().count()).isBetween((long) seconds, seconds + 59L);
            assertThat(snapshot.calls().count()).isEqualTo(length(snapshot).toSeconds());
        }
    }

    @Test
    void thePartsOfTheTimeFollowEachOtherWithoutGaps() {
        bench.pass(1_000);
        Span span = bench.window.span(Duration.ofSeconds(900));
        for (int i = 1; i < span.parts().size(); i++) {
            assertThat(span.parts().get(i).from())
                    .isEqualTo(span.parts().get(i - 1).to());
        }
        assertThat(span.parts().get(0).from()).isLessThanOrEqualTo(span.start());
    }

    @Test
    void minutesAreKeptForTheirTimeToo() {
        Bench small = new Bench(new WindowSettings(10, 2, 1L << 24, 10));
        for (int i = 0; i < 300; i++) {
            small.call("Run", 1);
            small.pass(1);
        }
        MetricsSnapshot snapshot = small.within(3_600);
        assertThat(snapshot.calls().count())
                .isBetween(120L, 190L)
                .isEqualTo(length(snapshot).toSeconds());
        assertThat(snapshot.notes()).singleElement().asString().contains("older ones are not kept");
    }

    @Test
    void aResetBeginsANewTimeAndLeavesRangesAndReadingsAlone() {
        bench.call("Run", 1);
        bench.pass(2);
        assertThat(bench.snapshots.reset()).isEqualTo(Instant.ofEpochMilli(bench.millis));
        assertThat(bench.all().calls().count()).isZero();
        bench.call("Run", 1);
        bench.pass(1);
        assertThat(bench.all().calls().count()).isEqualTo(1);
        assertThat(length(bench.all())).isEqualTo(Duration.ofSeconds(1));
        assertThat(bench.within(60).calls().count()).isEqualTo(2);
        assertThat(bench.meters.read().get(0).succeeded()).isEqualTo(2);
    }

    @Test
    void aWallClockThatJumpsChangesOnlyWhatIsShown() {
        bench.call("Run", 1);
        bench.pass(3);
        bench.millis -= 86_400_000;
        assertThat(bench.within(5).calls().count()).isEqualTo(1);
        assertThat(bench.within(2).calls().count()).isZero();
        assertThat(bench.within(2).to()).isEqualTo(Instant.ofEpochMilli(bench.millis));
    }

    @Test
    void aTickThatComesLateMakesALongerSecond() {
        bench.call("Run", 1);
        bench.nanos += 40 * Bench.SECOND;
        bench.pass(1);
        MetricsSnapshot snapshot = bench.within(5);
        assertThat(length(snapshot)).isEqualTo(Duration.ofSeconds(41));
        assertThat(snapshot.calls().perSecond()).isEqualTo(1 / 41.0);
    }

    @Test
    void memoryStaysWithinItsBudgetAndTheOldestGoesFirst() {
        Bench small = new Bench(new WindowSettings(300, 180, 200_000, 10));
        for (int i = 0; i < 1_000; i++) {
            for (int j = 0; j < 20; j++) {
                small.call("Run" + j, i % 97);
            }
            small.pass(1);
            assertThat(small.window.bytes()).isLessThanOrEqualTo(200_000);
        }
        assertThat(small.within(5).calls().count()).isEqualTo(100);
        MetricsSnapshot all = small.within(1_000);
        assertThat(all.calls().count())
                .isGreaterThan(100)
                .isEqualTo(20 * length(all).toSeconds());
        assertThat(all.notes()).singleElement().asString().contains("window.bytes");
    }

    @Test
    void anIdleSystemTakesNextToNothing() {
        for (int i = 0; i < 1_000; i++) {
            bench.call("Run" + i, 1);
        }
        bench.pass(61);
        long busy = bench.window.bytes();
        bench.pass(100);
        assertThat(bench.window.bytes() - busy).isLessThan(100 * 250);
    }

    @Test
    void lessIsKeptFromNowOnWhenTheSettingsSaySo() {
        bench.pass(100);
        bench.window.settings(new WindowSettings(10, 1, 1 << 20, 10));
        assertThat(length(bench.within(3_600))).isLessThanOrEqualTo(Duration.ofSeconds(100));
        assertThat(bench.within(5).notes()).isEmpty();
        assertThat(bench.snapshots.snapshot(MetricsQuery.ALL).notes()).isEmpty();
    }

    @Test
    void aSeriesThatBeganAnewCountsFromZero() {
        bench.call("Run", 1);
        bench.call("Run", 1);
        bench.pass(1);
        bench.meters.limit(0);
        bench.meters.limit(10);
        bench.call("Run", 1);
        bench.pass(1);
        assertThat(bench.within(1).calls().count()).isEqualTo(1);
    }

    @Test
    void channelsBeyondTheLimitAreCountedTogether() {
        Bench small = new Bench(new WindowSettings(10, 2, 1L << 24, 2));
        for (int i = 0; i < 5; i++) {
            small.facts.sent.put("C" + i, 10L);
        }
        small.pass(1);
        small.facts.sent.replaceAll((name, sent) -> sent + 5);
        small.pass(1);
        assertThat(small.within(1).channels())
                .extracting(each -> each.name() + " " + each.sent())
                .containsExactly("C0 5", "C1 5", "other 15");
        small.facts.sent.remove("C4");
        small.pass(1);
        assertThat(small.within(1).channels()).allMatch(each -> each.sent() == 0);
    }
}
