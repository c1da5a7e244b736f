package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.Priority;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.bus.SubscriptionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The figures of a snapshot that time is part of. */
class FiguresTest {
    private final Bench bench = new Bench();

    @Test
    void theOldestIsTheOneThatWaitsForTheLongestTimeOfWhateverPriority() {
        bench.hear(SubscriptionSpec.on("C", Object.class));
        assertThat(bench.only().oldest()).isZero();
        bench.send("C", "T", "low");
        bench.nanos += Duration.ofSeconds(2).toNanos();
        bench.engine.send(Bench.SENDER, new Draft("C", "T", Priority.HIGH, null, Map.of(), null, false), "urgent");
        bench.nanos += Duration.ofSeconds(1).toNanos();
        assertThat(bench.only().oldest()).isEqualTo(Duration.ofSeconds(3));
        assertThat(bench.engine.channel("C").orElseThrow().oldest()).isEqualTo(Duration.ofSeconds(3));
        bench.runAll();
        assertThat(bench.only().oldest()).isZero();
        assertThat(bench.engine.channel("C").orElseThrow().oldest()).isZero();
    }

    @Test
    void theRateIsTheMeanSinceALookThatWasAtLeastASecondAgo() {
        bench.hear(SubscriptionSpec.on("C", Object.class));
        send(20);
        bench.nanos += Duration.ofSeconds(10).toNanos();
        assertThat(bench.only().deliveredPerSecond()).isEqualTo(2.0);
        bench.nanos += Duration.ofSeconds(2).toNanos();
        send(6);
        assertThat(bench.only().deliveredPerSecond()).isEqualTo(3.0);
        assertThat(bench.only().deliveredPerSecond()).isEqualTo(3.0);
        assertThat(bench.engine.channel("C").orElseThrow().sentPerSecond()).isEqualTo(26 / 12.0);
        bench.nanos += Duration.ofSeconds(5).toNanos();
        assertThat(bench.only().deliveredPerSecond()).isZero();
        assertThat(bench.engine.channel("C").orElseThrow().sentPerSecond()).isZero();
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            bench.send("C", "T", i);
        }
        bench.runAll();
    }

    @Test
    void aCounterThatBeginsAnewHasNoNegativeRate() {
        RateMeter meter = new RateMeter(0);
        assertThat(meter.read(2_000_000_000L, 100)).isEqualTo(50);
        assertThat(meter.read(4_000_000_000L, 10)).isEqualTo(5);
    }

    @Test
    void aStateHasTheTimeSinceWhenItHolds() {
        bench.hear(SubscriptionSpec.on("C", Object.class));
        Instant made = bench.only().since();
        assertThat(made).isEqualTo(Instant.ofEpochMilli(1_000_000));
        bench.nanos += Duration.ofSeconds(5).toNanos();
        bench.engine.control().pause("C", "repair");
        bench.nanos += Duration.ofSeconds(5).toNanos();
        bench.engine.control().pause(null, "more");
        assertThat(bench.only())
                .returns(State.PAUSED, SubscriptionSnapshot::state)
                .returns(made.plusSeconds(5), SubscriptionSnapshot::since);
        bench.engine.control().resume(null);
        assertThat(bench.only().since()).isEqualTo(made.plusSeconds(5));
        bench.engine.control().resume("C");
        assertThat(bench.only())
                .returns(State.ACTIVE, SubscriptionSnapshot::state)
                .returns(made.plusSeconds(10), SubscriptionSnapshot::since);
    }
}
