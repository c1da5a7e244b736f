package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeliveryMode;
import dev.vagus.bus.Handling;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Predicates, handlers on the sender's thread, concurrency, asynchronous handlers, groups, dotted types. */
class HandlingTest {
    private final Bench bench =
            new Bench(Bench.settings(RedeliveryPolicy.DEFAULT.withRetries(1).withJitter(0)));
    private final List<Object> heard = new ArrayList<>();

    private static SubscriptionSpec<Object> spec() {
        return SubscriptionSpec.on("C", Object.class);
    }

    private void send(Object data) {
        bench.send("C", "T", data);
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(bench.engine.subscriptions()).allSatisfy(s -> assertThat(
                        s.delivered() + s.expired() + s.dropped() + s.cleared() + s.dead() + s.queued() + s.inFlight())
                .isEqualTo(s.offered()));
    }

    @Test
    void typesWithDotsAreHeardByDepth() {
        List<Object> near = bench.hear(spec().ofType("lab.*"));
        List<Object> deep = bench.hear(spec().ofType("lab.**"));
        List<Object> changed = bench.hear(spec().ofType("*.Changed"));
        bench.send("C", "lab.Changed", "1");
        bench.send("C", "lab.step.Changed", "2");
        bench.runAll();
        assertThat(near).containsExactly("1");
        assertThat(deep).containsExactly("1", "2");
        assertThat(changed).containsExactly("1");
    }

    @Test
    void aPredicateIsAskedBeforeTheHandlerAndItsFailureIsAFailedAttempt() {
        bench.subscribe(
                spec().where(message -> {
                    if (message.data().equals("odd")) {
                        throw new IllegalStateException("odd");
                    }
                    return message.data().equals("yes");
                }),
                message -> heard.add(message.data()));
        List.of("yes", "no", "odd").forEach(this::send);
        bench.runAll();
        assertThat(heard).containsExactly("yes");
        assertThat(bench.only()).returns(2L, s -> s.delivered()).returns(1L, s -> s.redelivering());
    }

    @Test
    void aHandlerOnTheSendersThreadIsCalledBeforeSendReturnsByPriority() {
        Thread here = Thread.currentThread();
        bench.subscribe(spec().onCaller(), message -> heard.add("usual"));
        bench.subscribe(
                spec().onCaller()
                        .handled(Handling.DEFAULT.withMode(DeliveryMode.CALLER).withPriority(5)),
                message -> heard.add(Thread.currentThread() == here ? "first" : "elsewhere"));
        send("x");
        assertThat(heard).containsExactly("first", "usual");
    }

    @Test
    void aFailureOnTheSendersThreadIsRedeliveredOnAThreadOfTheBus() {
        bench.subscribe(spec().onCaller(), message -> {
            heard.add(message.data());
            if (heard.size() == 1) {
                throw new IllegalStateException("bad");
            }
        });
        send("x");
        assertThat(bench.only()).returns(1L, s -> s.inFlight()).returns(0L, s -> s.delivered());
        bench.pass(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("x", "x");
        assertThat(bench.only().delivered()).isEqualTo(1);
    }

    @Test
    void whatCannotBeHandledOnTheSendersThreadNowIsQueued() {
        bench.subscribe(spec().onCaller(), message -> heard.add(message.data()));
        bench.engine.control().pause("C", "");
        send("x");
        assertThat(heard).isEmpty();
        bench.engine.control().resume("C");
        bench.runAll();
        assertThat(heard).containsExactly("x");
    }

    @Test
    void handlersThatSendToThemselvesOnTheSendersThreadDoNotOverflowItsStack() {
        bench.subscribe(spec().onCaller(), message -> {
            heard.add(message.data());
            if (heard.size() < 5_000) {
                send("again");
            }
        });
        send("x");
        assertThat(heard).hasSize(16);
        bench.runAll();
        assertThat(heard).hasSize(5_000);
        assertThat(bench.engine.deadLetters()).isEmpty();
    }

    @Test
    void anInterruptOfTheSenderSurvivesAHandlerOnItsThread() {
        bench.subscribe(spec().onCaller(), message -> heard.add(message.data()));
        Thread.currentThread().interrupt();
        send("x");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(heard).hasSize(1);
    }

    @Test
    void anAsynchronousHandlerAcknowledgesByCompletingItsStage() {
        List<CompletableFuture<Object>> stages = new ArrayList<>();
        bench.subscribeAsync(spec(), message -> {
            heard.add(message.data());
            stages.add(new CompletableFuture<>());
            return stages.get(stages.size() - 1);
        });
        List.of("a", "b").forEach(this::send);
        bench.runAll();
        assertThat(heard).containsExactly("a");
        assertThat(bench.only()).returns(1L, s -> s.inFlight()).returns(1L, s -> s.queued());
        stages.get(0).complete("done");
        bench.runAll();
        assertThat(heard).containsExactly("a", "b");
        stages.get(1).completeExceptionally(new IllegalStateException("bad"));
        assertThat(bench.only()).returns(1L, s -> s.delivered()).returns(1L, s -> s.redelivering());
        bench.pass(Duration.ofSeconds(1));
        stages.get(2).completeExceptionally(new IllegalStateException("bad again"));
        assertThat(bench.engine.deadLetters()).singleElement().satisfies(letter -> assertThat(
                        letter.cause().summary())
                .isEqualTo("java.lang.IllegalStateException: bad again"));
        assertThat(bench.only()).returns(1L, s -> s.dead()).returns(0L, s -> s.inFlight());
    }

    @Test
    void asManyStagesAreOpenAsTheConcurrencySays() {
        List<CompletableFuture<Object>> stages = new ArrayList<>();
        bench.subscribeAsync(spec().concurrent(2), message -> {
            stages.add(new CompletableFuture<>());
            return stages.get(stages.size() - 1);
        });
        List.of("a", "b", "c").forEach(this::send);
        bench.runAll();
        assertThat(stages).hasSize(2);
        stages.get(1).complete("done");
        bench.runAll();
        assertThat(stages).hasSize(3);
    }

    @Test
    void aStageThatIsNullOrCompleteIsSettledAtOnce() {
        bench.subscribeAsync(spec(), message -> CompletableFuture.completedFuture(heard.add(message.data())));
        send("a");
        send("b");
        bench.runAll();
        assertThat(heard).containsExactly("a", "b");
        assertThat(bench.only().delivered()).isEqualTo(2);
    }

    @Test
    void oneOfAGroupGetsEachMessageFairly() {
        List<Object> one = bench.hear(spec().inGroup("g"));
        List<Object> two = bench.hear(spec().inGroup("g"));
        List<Object> alone = bench.hear(spec());
        List<Object> others = bench.hear(spec().inGroup("other"));
        for (int i = 0; i < 10; i++) {
            send(i);
        }
        bench.runAll();
        assertThat(one).hasSize(5);
        assertThat(two).hasSize(5).doesNotContainAnyElementsOf(one);
        assertThat(alone).hasSize(10);
        assertThat(others).hasSize(10);
    }

    @Test
    void aMemberThatIsPausedFilteredOrFullIsPassedOver() {
        bench.channel(ChannelSpec.named("C").withCapacity(1));
        List<Object> paused = bench.hear(spec().inGroup("g"));
        List<Object> picky = bench.hear(spec().ofType("Other").inGroup("g"));
        List<Object> free = bench.hear(spec().inGroup("g"));
        bench.engine.control().holdSubscription("S1", "");
        for (int i = 0; i < 3; i++) {
            send(i);
            bench.runAll();
        }
        assertThat(free).containsExactly(0, 1, 2);
        assertThat(paused).isEmpty();
        assertThat(picky).isEmpty();
        bench.engine.control().holdSubscription("S3", "");
        send(3);
        assertThat(bench.engine.subscriptions().stream()
                        .mapToLong(SubscriptionSnapshot::queued)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void strictOrderAndConcurrencyExcludeEachOther() {
        assertThatThrownBy(() -> spec().concurrent(2).ordered()).hasMessageContaining("one message at a time");
        assertThatThrownBy(() -> spec().concurrent(0)).hasMessageContaining("from 1 to 256");
    }
}
