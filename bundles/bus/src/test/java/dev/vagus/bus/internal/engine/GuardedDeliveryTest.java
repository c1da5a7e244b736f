package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.Explanation;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.Setting;
import dev.vagus.spi.DeliveryGuards.GuardedSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a guard does to the deliveries of its subscription, by a clock that the test turns. */
class GuardedDeliveryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Bench bench =
            new Bench(Bench.settings(new RedeliveryPolicy(3, Duration.ofMillis(10), 1, 0, Duration.ofMillis(10))));
    private final FakeGuards guards = new FakeGuards();
    private final List<Object> handled = new ArrayList<>();
    private int failures;

    @BeforeEach
    void guardTheChannel() {
        guards.targets.add("channel:C");
        bench.engine.policies().guards(null, guards);
    }

    private static SubscriptionSpec<Object> spec() {
        return SubscriptionSpec.on("C", Object.class);
    }

    private Attachment hear(SubscriptionSpec<Object> spec) {
        return bench.subscribe(spec, message -> {
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("broken");
            }
            handled.add(message.data());
        });
    }

    private void send(int count) {
        for (int i = 1; i <= count; i++) {
            bench.send("C", "T", i);
        }
        bench.runAll();
    }

    private static void balances(SubscriptionSnapshot s) {
        assertThat(s.delivered() + s.expired() + s.dropped() + s.cleared() + s.dead() + s.queued() + s.inFlight())
                .isEqualTo(s.offered());
    }

    @Test
    void theGuardHearsHowEachAttemptEnds() {
        hear(spec().named("n"));
        failures = 1;
        send(2);
        bench.pass(SECOND);
        assertThat(handled).containsExactly(2, 1);
        assertThat(guards.last().ends).containsExactly("internal", "well", "well");
        assertThat(guards.last().of).isEqualTo(new GuardedSubscription("channel:C", "n", "hearer", 2));
        assertThat(guards.last().of.name()).isEqualTo("channel:C/n");
    }

    @Test
    void whatIsRefusedWaitsInTheMailboxUntilTheTimeThatTheGuardNames() {
        hear(spec());
        guards.last().refuse("it is open", SECOND);
        send(3);
        assertThat(handled).isEmpty();
        assertThat(bench.only())
                .returns(State.PAUSED, SubscriptionSnapshot::state)
                .returns("paused: it is open", SubscriptionSnapshot::reason)
                .returns(3L, SubscriptionSnapshot::queued)
                .returns(0L, SubscriptionSnapshot::inFlight);
        bench.pass(Duration.ofMillis(999));
        assertThat(handled).isEmpty();
        guards.last().admitSilently();
        bench.pass(Duration.ofMillis(1));
        assertThat(handled).containsExactly(1, 2, 3);
        assertThat(bench.only().state()).isEqualTo(State.ACTIVE);
        assertThat(guards.last().of.subscription()).isEqualTo("hearer.S1");
    }

    @Test
    void whoOpensByAFailureKeepsAllMessagesAndTheirOrder() {
        hear(spec());
        guards.last().refuseAfterNextFailure("open", SECOND);
        failures = 1;
        send(4);
        assertThat(handled).isEmpty();
        bench.pass(Duration.ofMillis(500));
        assertThat(bench.only())
                .returns(3L, SubscriptionSnapshot::queued)
                .returns(1L, SubscriptionSnapshot::redelivering)
                .returns(0L, SubscriptionSnapshot::dead);
        guards.last().admit();
        bench.runAll();
        assertThat(handled).containsExactly(1, 2, 3, 4);
        assertThat(bench.only()).returns(4L, SubscriptionSnapshot::delivered).satisfies(s -> balances(s));
    }

    @Test
    void whatIsRefusedAfterItWasTakenIsNoAttemptAndKeepsItsPlace() {
        hear(spec().redelivered(RedeliveryPolicy.NONE));
        guards.last().refuseByTheWay();
        send(3);
        assertThat(handled).containsExactly(1, 2, 3);
        assertThat(bench.only()).returns(3L, SubscriptionSnapshot::delivered).satisfies(s -> balances(s));
        assertThat(bench.only().redelivering()).isZero();
    }

    @Test
    void clearingCountsWhatWasTakenAndRefusedToo() {
        hear(spec().onCaller());
        guards.last().refuseByTheWay();
        bench.send("C", "T", 1);
        guards.last().refuse("open", null);
        bench.runAll();
        assertThat(bench.only().inFlight()).isEqualTo(1);
        bench.send("C", "T", 2);
        assertThat(bench.engine.clear("C")).isEqualTo(2);
        assertThat(bench.only())
                .returns(2L, SubscriptionSnapshot::cleared)
                .returns(0L, SubscriptionSnapshot::redelivering)
                .returns(0L, SubscriptionSnapshot::inFlight);
        guards.last().admit();
        bench.send("C", "T", 3);
        assertThat(handled).containsExactly(3);
    }

    @Test
    void pacingIsNoPause() {
        hear(spec());
        guards.last().pace(SECOND);
        send(1);
        assertThat(bench.only())
                .returns(State.ACTIVE, SubscriptionSnapshot::state)
                .returns("", s -> s.reason());
        assertThat(handled).isEmpty();
        guards.last().admitSilently();
        bench.pass(SECOND);
        assertThat(handled).containsExactly(1);
    }

    @Test
    void aStageEndsItsAttemptWhenItCompletes() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        bench.subscribeAsync(spec(), message -> stage);
        send(1);
        assertThat(guards.last().ends).isEmpty();
        stage.complete("done");
        assertThat(guards.last().ends).containsExactly("well");
        assertThat(bench.only().delivered()).isEqualTo(1);
    }

    @Test
    void aHandlerOnTheSendersThreadIsSpared() {
        hear(spec().onCaller());
        bench.send("C", "T", 1);
        assertThat(handled).containsExactly(1);
        guards.last().refuse("open", null);
        bench.send("C", "T", 2);
        assertThat(handled).containsExactly(1);
        guards.last().admit();
        bench.runAll();
        assertThat(handled).containsExactly(1, 2);
    }

    @Test
    void guardsComeAndGoWhileMessagesWait() {
        hear(spec());
        FakeGuards.FakeGuard first = guards.last();
        first.refuse("open", null);
        send(2);
        bench.engine.policies().guards(guards, null);
        bench.runAll();
        assertThat(handled).containsExactly(1, 2);
        assertThat(first.closed).isTrue();
        bench.engine.policies().guards(null, guards);
        assertThat(guards.last()).isNotSameAs(first);
        guards.last().refuse("open", null);
        send(1);
        assertThat(handled).hasSize(2);
        guards.targets.clear();
        bench.engine.policies().review();
        bench.runAll();
        assertThat(handled).containsExactly(1, 2, 1);
        assertThat(guards.last().closed).isTrue();
    }

    @Test
    void aChangeOfPoliciesKeepsTheGuardAndAnotherHandlerGetsAnother() {
        Attachment first = hear(spec().named("n"));
        FakeGuards.FakeGuard guard = guards.last();
        bench.engine.policies().review();
        assertThat(guards.made).containsExactly(guard);
        first.detach(SECOND);
        hear(spec().named("n"));
        assertThat(guards.made).hasSize(2);
        assertThat(guard.closed).isTrue();
        bench.engine.closeSubscription("S1");
        assertThat(guards.last().closed).isTrue();
        bench.engine.policies().review();
        assertThat(guards.made).hasSize(2);
    }

    @Test
    void onlyChannelsThatPoliciesNameAreGuarded() {
        bench.hear(SubscriptionSpec.on("D", Object.class));
        assertThat(guards.made).isEmpty();
    }

    @Test
    void explainTellsTheStateAndWhereSettingsComeFrom() {
        bench.engine.policies().source(null, target -> {
            assertThat(target).isEqualTo("channel:C");
            return Map.of("timeout.ms", new Setting("timeout.ms", 700L, "p"));
        });
        hear(spec().redelivered(RedeliveryPolicy.DEFAULT.withRetries(7)));
        guards.last().refuse("it is open", SECOND);
        Explanation.Recipient told = bench.engine
                .explain(Bench.SENDER, Draft.plain("C", "T"), 1)
                .recipients()
                .get(0);
        assertThat(told.verdict()).isEqualTo(Explanation.Verdict.KEPT);
        assertThat(told.reason()).isEqualTo("paused: it is open");
        assertThat(told.guard()).isEqualTo("it is open");
        assertThat(told.settings())
                .extracting(Setting::toString)
                .containsExactly(
                        "timeout.ms=700 (p)",
                        "retry.max=7 (subscription)",
                        "retry.backoff.ms=500 (subscription)",
                        "retry.multiplier=1.5 (subscription)",
                        "retry.jitter=0.15 (subscription)",
                        "retry.backoff.max.ms=5000 (subscription)",
                        "breaker.failures=1 (p)");
    }
}
