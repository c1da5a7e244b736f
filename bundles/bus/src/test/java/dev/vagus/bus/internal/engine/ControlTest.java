package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.bus.BusDrainedException;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.DrainReport;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.bus.UnknownChannelException;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.structure.Structures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ControlTest {
    private static final Map<String, Object> DATA = Map.of("n", 1);

    private final Bench bench = new Bench();
    private final Control control = bench.engine.control();

    @Test
    void aPausedBusKeepsWhatIsSentUntilItIsResumed() {
        List<Object> heard = bench.hear(SubscriptionSpec.on("C"));
        control.pause(null, "repair");
        List<Object> later = bench.hear(SubscriptionSpec.on("D"));
        bench.send("C", "T", DATA);
        bench.send("D", "T", DATA);
        bench.runAll();
        assertThat(heard).isEmpty();
        assertThat(later).isEmpty();
        assertThat(bench.engine.subscriptions()).allSatisfy(each -> assertThat(each)
                .returns(State.PAUSED, SubscriptionSnapshot::state)
                .returns("the bus is paused: repair", SubscriptionSnapshot::reason)
                .returns(1L, SubscriptionSnapshot::queued));
        assertThat(bench.engine.channels()).allSatisfy(this::isPaused);
        control.resume(null);
        bench.runAll();
        assertThat(bench.engine.channels())
                .allSatisfy(each -> assertThat(each.state()).isEqualTo(ChannelSnapshot.State.ACTIVE));
        assertThat(heard).hasSize(1);
        assertThat(later).hasSize(1);
        assertThat(bench.only()).returns(State.ACTIVE, s -> s.state()).returns("", s -> s.reason());
    }

    private void isPaused(ChannelSnapshot channel) {
        assertThat(channel.state()).isEqualTo(ChannelSnapshot.State.PAUSED);
        assertThat(bench.engine.channel(channel.name())).contains(channel);
    }

    @Test
    void everyChannelOfADrainedBusSaysSo() {
        bench.hear(SubscriptionSpec.on("C"));
        control.drain(null, Duration.ZERO);
        assertThat(bench.engine.channels()).hasSize(1).allSatisfy(each -> assertThat(each.state())
                .isEqualTo(ChannelSnapshot.State.DRAINED));
    }

    @Test
    void aPausedChannelHoldsItsOwnAndEachReasonIsLiftedByItself() {
        List<Object> heard = bench.hear(SubscriptionSpec.on("C"));
        List<Object> other = bench.hear(SubscriptionSpec.on("D"));
        control.pause("C", "");
        String id = bench.only().id();
        assertThat(control.holdSubscription(id, "mine")).isTrue();
        bench.send("C", "T", DATA);
        bench.send("D", "T", DATA);
        bench.runAll();
        assertThat(other).hasSize(1);
        assertThat(bench.only().reason()).isEqualTo("the channel is paused; paused: mine");
        assertThat(bench.engine.channel("C").orElseThrow().state()).isEqualTo(ChannelSnapshot.State.PAUSED);
        control.resume("C");
        bench.runAll();
        assertThat(heard).isEmpty();
        control.holdSubscription(id, null);
        bench.runAll();
        assertThat(heard).hasSize(1);
        assertThat(control.holdSubscription("S99", "x")).isFalse();
        assertThatThrownBy(() -> control.pause("E", "")).isInstanceOf(UnknownChannelException.class);
    }

    @Test
    void aRetryThatIsDueWaitsForTheEndOfAPause() {
        Bench retrying = new Bench(Bench.settings(RedeliveryPolicy.DEFAULT.withJitter(0)));
        AtomicInteger attempts = new AtomicInteger();
        retrying.subscribe(SubscriptionSpec.on("C"), message -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("bad");
        });
        retrying.send("C", "T", DATA);
        retrying.runAll();
        retrying.engine.control().pause("C", "");
        retrying.pass(Duration.ofSeconds(1));
        assertThat(attempts).hasValue(1);
        retrying.engine.control().resume("C");
        retrying.runAll();
        assertThat(attempts).hasValue(2);
    }

    @Test
    void oneSubscriptionIsCleared() {
        bench.hear(SubscriptionSpec.on("C"));
        List<Object> other = bench.hear(SubscriptionSpec.on("C"));
        bench.send("C", "T", DATA);
        assertThat(control.clearSubscription(bench.only().id())).hasValue(1);
        assertThat(control.clearSubscription("S99")).isEmpty();
        bench.runAll();
        assertThat(other).hasSize(1);
        assertThat(bench.only().cleared()).isEqualTo(1);
    }

    @Test
    void aDrainedChannelRefusesAndOthersGoOnUntilItIsResumed() {
        List<Object> heard = bench.hear(SubscriptionSpec.on("C"));
        DrainReport report = control.drain("C", Duration.ZERO);
        assertThat(report.isComplete()).isTrue();
        assertThatThrownBy(() -> bench.send("C", "T", DATA))
                .isInstanceOf(BusDrainedException.class)
                .hasMessageContaining("channel C was drained");
        bench.send("D", "T", DATA);
        ChannelSnapshot channel = bench.engine.channel("C").orElseThrow();
        assertThat(channel)
                .returns(ChannelSnapshot.State.DRAINED, c -> c.state())
                .returns(1L, c -> c.refused());
        control.resume("C");
        bench.send("C", "T", DATA);
        bench.runAll();
        assertThat(heard).hasSize(1);
    }

    @Test
    void aDrainThatDoesNotEndInTimeTellsWhoHoldsIt() {
        bench.hear(SubscriptionSpec.on("C"));
        bench.send("C", "T", DATA);
        DrainReport report = control.drain(null, Duration.ZERO);
        assertThat(report).returns(1L, DrainReport::left).returns(0L, DrainReport::settled);
        assertThat(report.holding()).containsExactly(bench.only().id());
    }

    @Test
    @Timeout(30)
    void aDrainWaitsForWhatHandlersSendTooAndCountsEveryMessage() throws Exception {
        Dispatcher dispatcher = new Dispatcher("test-drain", 2, 4);
        BusEngine engine = new BusEngine(
                BusSettings.DEFAULTS,
                new Surroundings(dispatcher, (delay, task) -> () -> {}, Clocks.SYSTEM, new Structures()));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger answers = new AtomicInteger();
        try {
            engine.subscribe(Bench.HEARER, SubscriptionSpec.on("C"), Map.class, message -> {
                begun.countDown();
                go.await();
                engine.send(Bench.HEARER, Draft.plain("D", "Answer"), message.data());
            });
            engine.subscribe(Bench.HEARER, SubscriptionSpec.on("D"), Map.class, message -> answers.incrementAndGet());
            for (int i = 0; i < 100; i++) {
                engine.send(Bench.SENDER, Draft.plain("C", "T"), DATA);
            }
            begun.await();
            assertThat(engine.control().drain(null, Duration.ofMillis(20)).isComplete())
                    .isFalse();
            assertThatThrownBy(() -> engine.send(Bench.SENDER, Draft.plain("C", "T"), DATA))
                    .isInstanceOf(BusDrainedException.class);
            go.countDown();
            DrainReport report = engine.control().drain(null, Duration.ofSeconds(20));
            assertThat(report.isComplete()).isTrue();
            assertThat(answers).hasValue(100);
            assertThat(engine.deadLetters()).isEmpty();
        } finally {
            engine.close();
            assertThat(dispatcher.stop(Duration.ofSeconds(5))).isEmpty();
        }
    }
}
