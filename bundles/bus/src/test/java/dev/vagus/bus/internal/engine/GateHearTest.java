package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.Explanation;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.Retention;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.gate.Gates;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.FlowContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may not hear a channel gets none of its messages, and nobody gets any while a required gate is not there. */
class GateHearTest {
    private static final String DEAF = "bus:subscribe:C hearer";

    @TempDir
    Path folder;

    private final Bench bench = new Bench(Bench.settings(RedeliveryPolicy.DEFAULT.withJitter(0)));
    private final RuleGate gate = new RuleGate();
    private Gates gates;

    @BeforeEach
    void open() {
        gates = new Gates("bus", folder, null);
        bench.engine.behind(gates);
    }

    private void guard() {
        gates.add("security", 0, 1, gate);
    }

    private void send() {
        bench.send("C", "T", 1);
        bench.runAll();
    }

    private ChannelSnapshot channel() {
        return bench.engine.channel("C").orElseThrow();
    }

    private static void assertBalanced(SubscriptionSnapshot now) {
        assertThat(now.offered())
                .isEqualTo(now.delivered()
                        + now.expired()
                        + now.dropped()
                        + now.cleared()
                        + now.dead()
                        + now.queued()
                        + now.inFlight());
    }

    @Test
    void isNotOfferedMessagesAndEverybodyCanSeeWhy() {
        List<Object> heard = bench.hear(SubscriptionSpec.on("C", Object.class));
        guard();
        gate.refuse(DEAF);
        send();
        send();

        assertThat(heard).isEmpty();
        assertThat(channel()).returns(2L, ChannelSnapshot::filtered).returns(0L, ChannelSnapshot::routed);
        String why = "module hearer may not hear the channel: hearer for nobody may not bus:subscribe:C";
        assertThat(bench.only()).returns(why, SubscriptionSnapshot::reason).returns(0L, SubscriptionSnapshot::offered);
        Explanation told = bench.engine.explain(Bench.SENDER, Draft.plain("C", "T"), 1);
        assertThat(told.recipients().get(0).verdict()).isEqualTo(Explanation.Verdict.NOT_OFFERED);
        assertThat(told.recipients().get(0).reason()).isEqualTo(why);
        assertThat(gate.asked)
                .filteredOn(each -> each.contains("subscribe"))
                .containsExactly("hearer/2 for nobody: bus:subscribe:C");

        gate.allow(DEAF);
        send();
        assertThat(heard).hasSize(1);
        assertThat(bench.only().reason()).isEmpty();
        assertThat(gate.asked).filteredOn(each -> each.contains("subscribe")).hasSize(2);
    }

    @Test
    void whatWaitsWhenTheRightGoesIsADeadLetterAndNotTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        bench.subscribe(SubscriptionSpec.on("C", Object.class).named("n"), message -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("bad");
        });
        guard();
        send();
        bench.send("C", "T", 2);
        gate.refuse(DEAF);
        bench.runAll();

        assertThat(attempts).hasValue(1);
        assertThat(bench.only()).returns(1L, SubscriptionSnapshot::dead).returns(1L, SubscriptionSnapshot::inFlight);
        bench.pass(Duration.ofMinutes(1));
        assertThat(attempts).hasValue(1);
        List<DeadLetter> letters = bench.engine.deadLetters();
        assertThat(letters)
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.cause().category()).isEqualTo(ErrorCategory.AUTHORIZATION));
        assertThat(bench.only())
                .returns(0L, SubscriptionSnapshot::redelivering)
                .satisfies(GateHearTest::assertBalanced);

        assertThat(bench.engine.deadLetterOffice().redrive(letters.get(0).id(), null))
                .isEqualTo(Redrive.QUEUED);
        bench.runAll();
        assertThat(bench.engine.deadLetters()).hasSize(2);
        gate.allow(DEAF);
        DeadLetter again = bench.engine.deadLetters().get(1);
        assertThat(bench.engine.deadLetterOffice().redrive(again.id(), null)).isEqualTo(Redrive.QUEUED);
        bench.runAll();
        assertThat(attempts).hasValue(2);
    }

    @Test
    void whatWaitsIsHeldWhileARequiredGateIsNotThereAndGoesOnWhenItIsBack() {
        List<Object> heard = bench.hear(SubscriptionSpec.on("C", Object.class));
        guard();
        gates.require("security");
        bench.send("C", "T", 1);
        bench.send("C", "T", 2);
        gates.remove(1);
        bench.runAll();
        List<Object> later = bench.hear(SubscriptionSpec.on("D", Object.class));

        assertThat(heard).isEmpty();
        assertThat(bench.engine.subscriptions()).allSatisfy(each -> assertThat(each)
                .returns(State.PAUSED, SubscriptionSnapshot::state)
                .satisfies(now -> assertThat(now.reason())
                        .contains("a required gate is not there: the bus requires the gate security")));
        bench.engine.control().resume(null);
        bench.pass(Duration.ofMinutes(5));
        assertThat(heard).isEmpty();
        assertThat(bench.engine.deadLetters()).isEmpty();

        guard();
        bench.runAll();
        assertThat(heard).containsExactly(1, 2);
        assertThat(later).isEmpty();
        assertThat(bench.engine.subscriptions())
                .allSatisfy(each -> assertThat(each.reason()).isEmpty());
    }

    @Test
    void aRetryThatIsDueAndARequestWaitForTheGateToo() {
        AtomicInteger attempts = new AtomicInteger();
        bench.subscribe(SubscriptionSpec.on("C", Object.class), message -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("bad");
            }
            message.reply("done");
        });
        guard();
        gates.require("security");
        var answer = bench.engine.requestAsync(Bench.SENDER, Draft.plain("C", "T"), 1, Duration.ofMinutes(10));
        bench.runAll();
        gates.remove(1);
        bench.pass(Duration.ofMinutes(1));
        assertThat(attempts).hasValue(1);
        assertThat(answer).isNotDone();

        guard();
        bench.runAll();
        assertThat(answer).isCompleted();
        assertThat(bench.only()).returns(1L, SubscriptionSnapshot::delivered).satisfies(GateHearTest::assertBalanced);
    }

    @Test
    void anotherMemberOfTheGroupGetsWhatOneMayNotHear() {
        List<Object> deaf = bench.hear(SubscriptionSpec.on("C", Object.class).inGroup("g"));
        AtomicInteger others = new AtomicInteger();
        bench.engine.subscribe(
                new Owner("other", 3),
                SubscriptionSpec.on("C", Object.class).inGroup("g"),
                Object.class,
                message -> others.incrementAndGet());
        guard();
        gate.refuse(DEAF);
        for (int i = 0; i < 4; i++) {
            send();
        }
        assertThat(deaf).isEmpty();
        assertThat(others).hasValue(4);
        assertThat(channel().routed()).isEqualTo(4);
    }

    @Test
    void aHandlerOnTheSendersThreadIsNotCalledWhenItMayNotHear() {
        AtomicInteger calls = new AtomicInteger();
        bench.subscribe(SubscriptionSpec.on("C", Object.class).onCaller(), message -> calls.incrementAndGet());
        guard();
        bench.send("C", "T", 1);
        assertThat(calls).hasValue(1);
        gate.refuse(DEAF);
        bench.send("C", "T", 1);
        assertThat(calls).hasValue(1);
        assertThat(channel().filtered()).isEqualTo(1);
    }

    @Test
    void retainedMessagesAreReplayedToWhoMayHearThemOnBehalfOfTheirSenders() {
        bench.channel(ChannelSpec.named("C").retaining(Retention.ofLast(5)));
        guard();
        bench.engine.send(
                Bench.SENDER, Draft.plain("C", "T").withHeaders(Map.of("authorization", "Ann")), Map.of("n", 1));
        gate.refuse(DEAF);
        List<Object> deaf = bench.hear(SubscriptionSpec.on("C", Object.class));
        StringBuilder subject = new StringBuilder();
        bench.engine.subscribe(
                new Owner("other", 3),
                SubscriptionSpec.on("C", Object.class),
                Object.class,
                message -> subject.append(FlowContext.current().credential().subject()));
        bench.runAll();
        assertThat(deaf).isEmpty();
        assertThat(subject).hasToString("Ann");

        gates.remove(1);
        bench.subscribe(
                SubscriptionSpec.on("C", Object.class),
                message -> assertThat(FlowContext.current().credential()).isSameAs(LapsedCredential.LAPSED));
        bench.runAll();
        assertThat(bench.engine.deadLetters()).isEmpty();
    }

    @Test
    void aDeadLetterInAStoreHoldsNoTokenAndIsNobodysAfterwards() {
        FakeLetterStore store = new FakeLetterStore();
        bench.subscribe(
                SubscriptionSpec.on("C", Object.class).named("n").redelivered(RedeliveryPolicy.NONE), message -> {
                    throw new IllegalStateException("bad");
                });
        bench.engine.send(
                Bench.SENDER, Draft.plain("C", "T").withHeaders(Map.of("Authorization", "secret", "a", "b")), 1);
        bench.runAll();
        guard();
        bench.engine.send(Bench.SENDER, Draft.plain("C", "T").withHeaders(Map.of("authorization", "Ann-secret")), 1);
        bench.runAll();
        bench.engine.deadLetterOffice().store(store);
        bench.runLetters();
        assertThat(store.rows.values()).hasSize(2).allSatisfy(each -> assertThat(each.content())
                .doesNotContain("secret")
                .doesNotContainIgnoringCase("authorization"));

        Bench restarted = new Bench();
        restarted.engine.deadLetterOffice().store(store);
        restarted.runLetters();
        StringBuilder seen = new StringBuilder();
        restarted.subscribe(
                SubscriptionSpec.on("C", Object.class).named("n"),
                message -> seen.append(FlowContext.current().credential()).append(' '));
        restarted.engine.deadLetters().forEach(each -> assertThat(
                        restarted.engine.deadLetterOffice().redrive(each.id(), null))
                .isEqualTo(Redrive.QUEUED));
        restarted.runAll();
        assertThat(seen).hasToString("null LAPSED ");
    }
}
