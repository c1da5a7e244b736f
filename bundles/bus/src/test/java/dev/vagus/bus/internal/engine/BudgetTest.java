package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.Explanation;
import dev.vagus.bus.HandlerStatus;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.budget.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Budgets of asynchronous handlers and of those on the sender's thread, by a clock that the test turns. */
class BudgetTest {
    private static final Duration BUDGET = Duration.ofMillis(200);

    private final Bench bench = new Bench(Bench.settings(RedeliveryPolicy.NONE));
    private final List<CompletableFuture<Object>> stages = new ArrayList<>();

    private static SubscriptionSpec<Object> spec() {
        return SubscriptionSpec.on("C", Object.class).withBudget(BUDGET);
    }

    private Attachment hearLater(SubscriptionSpec<Object> spec) {
        return bench.subscribeAsync(spec, message -> {
            stages.add(new CompletableFuture<>());
            return stages.get(stages.size() - 1);
        });
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            bench.send("C", "T", i);
        }
        bench.runAll();
    }

    private HandlerStatus handler() {
        return bench.only().handler();
    }

    private void look(long millis) {
        bench.look(Duration.ofMillis(millis));
    }

    /** The stage that is open takes so long, then completes. */
    private void completeAfter(long millis) {
        look(0);
        look(millis);
        stages.get(stages.size() - 1).complete("done");
        bench.runAll();
    }

    private void pauseIt() {
        for (int i = 0; i < 3; i++) {
            completeAfter(250);
        }
        assertThat(handler().state()).isEqualTo(HandlerStatus.State.PAUSED);
    }

    @Test
    void theTimeUntilTheStageCompletesCountsAndASlowHandlerIsPausedProbedAndResumed() {
        hearLater(spec());
        List<Object> other = bench.hear(SubscriptionSpec.on("C", Object.class));
        send(10);
        assertThat(other).hasSize(10);
        completeAfter(150);
        assertThat(handler().state()).isEqualTo(HandlerStatus.State.RUNNING);
        completeAfter(250);
        assertThat(handler())
                .returns(HandlerStatus.State.SLOW, HandlerStatus::state)
                .returns(1L, HandlerStatus::overruns)
                .returns("over its budget of 200 ms, last by a call that took at least 250 ms", h -> h.reason());
        assertThat(bench.only().state()).isEqualTo(State.ACTIVE);
        completeAfter(250);
        completeAfter(250);
        SubscriptionSnapshot paused = bench.only();
        Instant now = Instant.ofEpochMilli(1_000_900);
        assertThat(paused)
                .returns(State.PAUSED, SubscriptionSnapshot::state)
                .returns(now, SubscriptionSnapshot::since)
                .returns(6L, SubscriptionSnapshot::queued)
                .returns(Duration.ofMillis(900), SubscriptionSnapshot::oldest);
        assertThat(paused.reason())
                .startsWith("paused: over its budget of 200 ms")
                .endsWith("; next probe in 1 s");
        assertThat(paused.handler().nextProbe()).isEqualTo(now.plusSeconds(1));
        look(999);
        assertThat(stages).hasSize(4);
        look(1);
        assertThat(stages).hasSize(5);
        assertThat(handler().state()).isEqualTo(HandlerStatus.State.PROBING);
        assertThat(bench.only()).returns(State.PAUSED, s -> s.state()).satisfies(s -> assertThat(s.reason())
                .endsWith("; the next one is a probe"));
        completeAfter(50);
        look(10);
        assertThat(handler().state()).isEqualTo(HandlerStatus.State.RUNNING);
        assertThat(stages).hasSize(6);
        assertThat(bench.only().state()).isEqualTo(State.ACTIVE);
        send(5);
        assertThat(other).hasSize(15);
    }

    @Test
    void aProbeThatTakesTooLongDoublesTheTimeBeforeTheNext() {
        hearLater(spec());
        send(10);
        pauseIt();
        look(1_000);
        completeAfter(250);
        assertThat(handler().reason()).endsWith("; next probe in 2 s");
        look(1_999);
        assertThat(stages).hasSize(4);
        look(1);
        assertThat(stages).hasSize(5);
    }

    @Test
    void somebodysPauseAndThatOfTheBudgetDoNotUndoEachOther() {
        hearLater(spec());
        send(10);
        bench.engine.control().pause("C", "repair");
        pauseItDespiteThat();
        look(1_000);
        assertThat(stages).hasSize(1);
        assertThat(bench.only().reason()).startsWith("the channel is paused: repair; paused: over its budget");
        bench.engine.control().resume("C");
        bench.runAll();
        assertThat(stages).hasSize(2);
        assertThat(bench.only().state()).isEqualTo(State.PAUSED);
        bench.engine.control().pause("C", "again");
        completeAfter(10);
        look(10);
        assertThat(handler().state()).isEqualTo(HandlerStatus.State.RUNNING);
        assertThat(stages).hasSize(2);
        assertThat(bench.only().reason()).isEqualTo("the channel is paused: again");
    }

    /** One stage that goes on for three times the budget does it too. */
    private void pauseItDespiteThat() {
        look(0);
        look(700);
        stages.get(0).complete("done");
        bench.runAll();
        look(0);
    }

    @Test
    void resumingASubscriptionEndsThePauseOfItsBudgetAtOnce() {
        Attachment attachment = hearLater(spec());
        send(10);
        pauseIt();
        assertThat(bench.engine.control().holdSubscription(attachment.id(), null))
                .isTrue();
        bench.runAll();
        assertThat(handler().state()).isEqualTo(HandlerStatus.State.RUNNING);
        assertThat(stages).hasSize(4);
    }

    @Test
    void whatWaitsForAPausedHandlerIsClearedWhenTheSubscriptionEnds() {
        Attachment attachment = hearLater(spec());
        send(10);
        pauseIt();
        attachment.close();
        bench.runAll();
        assertThat(stages).hasSize(3);
        assertThat(attachment.snapshot())
                .returns(7L, SubscriptionSnapshot::cleared)
                .returns(State.CLOSED, SubscriptionSnapshot::state);
        look(10);
        assertThat(bench.watched).isEmpty();
    }

    @Test
    void explainSaysThatTheMessageWouldWaitAndWhen() {
        hearLater(spec());
        send(10);
        pauseIt();
        assertThat(bench.engine.explain(Bench.SENDER, Draft.plain("C", "T"), 1).recipients())
                .singleElement()
                .satisfies(recipient -> {
                    assertThat(recipient.verdict()).isEqualTo(Explanation.Verdict.KEPT);
                    assertThat(recipient.reason())
                            .isEqualTo("paused: over its budget of 200 ms, last by a call that took at least 250 ms;"
                                    + " next probe in 1 s");
                });
    }

    @Test
    void aGroupPassesOverAMemberThatIsPausedForItsBudget() {
        hearLater(spec().inGroup("g"));
        send(10);
        pauseIt();
        List<Object> member = bench.hear(SubscriptionSpec.on("C", Object.class).inGroup("g"));
        send(4);
        assertThat(member).hasSize(4);
    }

    @Test
    void onTheSendersThreadTheBudgetIsMeasuredAndNotEnforced() {
        List<Object> heard = new ArrayList<>();
        bench.subscribe(spec().onCaller(), message -> {
            look(0);
            look(250);
            heard.add(message.data());
        });
        send(10);
        assertThat(heard).hasSize(10);
        assertThat(handler()).returns(HandlerStatus.State.SLOW, h -> h.state()).returns(10L, h -> h.overruns());
        assertThat(bench.only()).returns(State.ACTIVE, s -> s.state()).returns("", s -> s.reason());
        look(60_000);
        assertThat(handler().state()).isEqualTo(HandlerStatus.State.RUNNING);
        look(10);
        assertThat(bench.watched).isEmpty();
    }

    @Test
    void aNewVersionOfTheModuleStartsAfresh() {
        Attachment old = hearLater(spec().named("kept"));
        send(10);
        pauseIt();
        old.detach(Duration.ofMinutes(1));
        List<Object> heard = bench.hear(spec().named("kept"));
        bench.runAll();
        assertThat(heard).hasSize(7);
        assertThat(handler())
                .returns(HandlerStatus.State.RUNNING, h -> h.state())
                .returns(0L, h -> h.overruns());
        look(10);
        assertThat(bench.watched).isEmpty();
    }

    @Test
    void theBudgetIsTheBussWhereTheSubscriptionSaysNothingAndSettingsAreTakenUpLive() {
        hearLater(SubscriptionSpec.on("C", Object.class));
        hearLater(spec());
        hearLater(spec().withBudget(Duration.ZERO));
        assertThat(budgets()).containsExactly(Duration.ofSeconds(5), BUDGET, Duration.ZERO);
        bench.engine.settings(with(Budget.DEFAULT.withLimit(Duration.ofSeconds(9))));
        assertThat(budgets()).containsExactly(Duration.ofSeconds(9), BUDGET, Duration.ZERO);
    }

    @Test
    void takingTheBudgetAwayEndsThePause() {
        hearLater(SubscriptionSpec.on("C", Object.class));
        bench.engine.settings(with(Budget.DEFAULT.withLimit(BUDGET)));
        send(10);
        pauseIt();
        bench.engine.settings(with(Budget.DEFAULT.withLimit(Duration.ZERO)));
        bench.runAll();
        assertThat(bench.only().state()).isEqualTo(State.ACTIVE);
        assertThat(stages).hasSize(4);
        completeAfter(10_000);
        assertThat(handler().overruns()).isEqualTo(3);
    }

    private List<Duration> budgets() {
        return bench.engine.subscriptions().stream()
                .map(each -> each.handler().budget())
                .toList();
    }

    private static BusSettings with(Budget budget) {
        BusSettings d = BusSettings.DEFAULTS;
        return new BusSettings(
                d.capacity(),
                d.overflow(),
                d.blockTimeout(),
                d.updateWindow(),
                d.stopDeadline(),
                d.deadLetters(),
                true,
                RedeliveryPolicy.NONE,
                d.redeliveriesWaiting(),
                budget);
    }
}
