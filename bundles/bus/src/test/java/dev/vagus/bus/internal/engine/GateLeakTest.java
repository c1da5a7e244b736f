package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Retention;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.gate.Gates;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of a gate is held after it has gone, whatever became of the messages that were sent by its credentials. */
class GateLeakTest {
    private static final Map<String, String> BY_ANN = Map.of("authorization", "Ann");

    @TempDir
    Path folder;

    private final Bench bench =
            new Bench(Bench.settings(RedeliveryPolicy.DEFAULT.withRetries(1).withJitter(0)));

    private final InterceptorEntry kept = around("kept");
    private final InterceptorEntry removed = around("removed");

    private static InterceptorEntry around(String name) {
        InterceptorBench.AroundSend goOn = (sending, next) -> next.proceed(sending);
        return new InterceptorEntry(name, new Owner("i", 5), new InterceptorEntry.Place(0, 0, -1), List.of(), goOn);
    }

    private void send(String channel, String type) {
        bench.engine.send(Bench.SENDER, Draft.plain(channel, type).withHeaders(BY_ANN), type);
    }

    /** Messages that are retained, dead, wait for an attempt, wait to be handed out again, and wait. */
    private WeakReference<RuleGate> livesAndGoes(Gates gates) {
        RuleGate gate = new RuleGate();
        gates.add("security", 0, 1, gate);
        bench.engine.addInterceptor(kept);
        bench.engine.addInterceptor(removed);
        bench.channel(ChannelSpec.named("Kept").retaining(Retention.ofLast(5)));
        send("Kept", "T");
        bench.subscribe(SubscriptionSpec.on("C", Object.class), message -> {
            throw new IllegalStateException("bad");
        });
        send("C", "Dead");
        bench.runAll();
        bench.pass(Duration.ofSeconds(10));
        send("C", "Returned");
        bench.runAll();
        bench.engine.control().pause("C", "");
        bench.pass(Duration.ofSeconds(10));
        bench.subscribe(SubscriptionSpec.on("D", Object.class), message -> {
            throw new IllegalStateException("bad");
        });
        send("D", "Retried");
        bench.runAll();
        send("C", "Waits");
        bench.engine.intercept(removed, null);
        gates.remove(1);
        return new WeakReference<>(gate);
    }

    @Test
    void aGateThatHasGoneIsCollected() {
        Gates gates = new Gates("bus", folder, null);
        bench.engine.behind(gates);
        WeakReference<RuleGate> gate = livesAndGoes(gates);

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return gate.get() == null;
        });
        assertThat(bench.engine.deadLetters()).hasSize(1);
        assertThat(bench.engine.channel("Kept").orElseThrow().retained()).isEqualTo(1);
        assertThat(bench.engine.subscriptions())
                .satisfiesExactly(
                        each -> assertThat(each)
                                .returns(1L, SubscriptionSnapshot::queued)
                                .returns(1L, SubscriptionSnapshot::inFlight),
                        each -> assertThat(each).returns(1L, SubscriptionSnapshot::redelivering));
    }
}
