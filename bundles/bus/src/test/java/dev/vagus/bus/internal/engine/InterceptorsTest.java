package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.vagus.bus.BusStoppedException;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.Explanation;
import dev.vagus.bus.InterceptorSnapshot;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.MessageInterceptor.Next;
import dev.vagus.bus.MessageSending;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InterceptorsTest extends InterceptorBench {
    private InterceptorEntry placed(String name, int order, int ranking, long serviceId) {
        InterceptorEntry entry = new InterceptorEntry(
                name, GUARD, new InterceptorEntry.Place(order, ranking, serviceId), List.of(), new Watcher(name));
        bench.engine.addInterceptor(entry);
        return entry;
    }

    @Test
    void theLowerTheOrderTheFurtherOutThenTheRankingThenTheAge() {
        bench.hear(SubscriptionSpec.on("C", Object.class));
        placed("e", 10, 0, 7);
        placed("d", 10, 0, 6);
        placed("c", 10, 5, 8);
        placed("b", -3, 0, 5);
        placed("a", -3, 0, -1);
        assertThat(bench.engine.interceptors())
                .extracting(InterceptorSnapshot::name)
                .containsExactly("a", "b", "c", "d", "e");
        bench.send("C", "T", 1);
        bench.runAll();
        assertThat(seen)
                .containsExactly(
                        "a sends T",
                        "b sends T",
                        "c sends T",
                        "d sends T",
                        "e sends T",
                        "e sent to 1",
                        "d sent to 1",
                        "c sent to 1",
                        "b sent to 1",
                        "a sent to 1",
                        "a gives T to S1 at 1",
                        "b gives T to S1 at 1",
                        "c gives T to S1 at 1",
                        "d gives T to S1 at 1",
                        "e gives T to S1 at 1",
                        "e gave it",
                        "d gave it",
                        "c gave it",
                        "b gave it",
                        "a gave it");
    }

    @Test
    void itGoesAroundTheChannelsOfItsPatternsWheneverTheyComeIntoBeing() {
        bench.channel(ChannelSpec.named("OrdersOld"));
        add("some", 0, new Watcher("some"), "Orders*", "One");
        bench.channel(ChannelSpec.named("OrdersNew"));
        bench.hear(SubscriptionSpec.on("One", Object.class));
        for (String channel : List.of("OrdersOld", "OrdersNew", "One", "Other", "MyOrders", "OneMore")) {
            bench.send(channel, channel, 1);
        }
        assertThat(seen)
                .filteredOn(line -> line.contains("sends"))
                .containsExactly("some sends OrdersOld", "some sends OrdersNew", "some sends One");
    }

    @Test
    void whatIsOnItsWayKeepsWhatItBeganWithAndLaterOnesDoNot() {
        List<InterceptorEntry> entries = new ArrayList<>();
        CompletableFuture<Object> open = new CompletableFuture<>();
        bench.subscribe(SubscriptionSpec.on("C", Object.class).concurrent(2), message -> {});
        entries.add(add("outer", 0, new MessageInterceptor() {
            @Override
            public Outcome aroundSend(MessageSending sending, Next<MessageSending> next) {
                entries.forEach(InterceptorsTest.this::remove);
                return next.proceed(sending);
            }
        }));
        entries.add(add("inner", 1, new Watcher("inner")));
        bench.send("C", "A", 1);
        assertThat(seen).containsExactly("inner sends A", "inner sent to 1");
        bench.send("C", "B", 2);
        bench.runAll();
        assertThat(seen).hasSize(2);
        assertThat(bench.engine.interceptors()).isEmpty();

        InterceptorEntry waits = delivery((delivery, next) -> Outcome.of(open));
        bench.send("C", "A", 3);
        bench.runAll();
        remove(waits);
        bench.send("C", "B", 4);
        bench.runAll();
        assertThat(bench.only().inFlight()).isEqualTo(1);
        assertThat(bench.only().delivered()).isEqualTo(3);
        open.complete("done");
        assertThat(bench.only().delivered()).isEqualTo(4);
    }

    @Test
    void aChannelWithoutOneHasNothingToGoThrough() {
        Channel channel = new Channel(ChannelSpec.named("C"), true, () -> 0);
        InterceptorEntry sends = send((sending, next) -> next.proceed(sending));
        channel.intercepted(InterceptorSet.EMPTY.with(sends));
        assertThat(channel.aroundSend()).isNotNull();
        assertThat(channel.aroundDelivery()).isNull();
        channel.intercepted(InterceptorSet.EMPTY.with(sends).without(sends));
        assertThat(channel.aroundSend()).isNull();
    }

    @Test
    void explainListsThemAndAsksNone() {
        bench.hear(SubscriptionSpec.on("C", Object.class));
        add("inner", 5, new Watcher("inner"));
        add("outer", -5, (AroundSend) (sending, next) -> next.proceed(sending), "C");
        add("elsewhere", -6, new Watcher("elsewhere"), "D");
        Explanation explanation = bench.engine.explain(Bench.SENDER, Draft.plain("C", "T"), 1);
        assertThat(explanation.interceptors())
                .extracting(
                        InterceptorSnapshot::name,
                        InterceptorSnapshot::module,
                        InterceptorSnapshot::order,
                        InterceptorSnapshot::channels,
                        InterceptorSnapshot::aroundSend,
                        InterceptorSnapshot::aroundDelivery,
                        InterceptorSnapshot::sends)
                .containsExactly(
                        tuple("outer", "Guard", -5, List.of("C"), true, false, 0L),
                        tuple("inner", "Guard", 5, List.of(), true, true, 0L));
        assertThat(bench.engine.explain(Bench.SENDER, Draft.plain("D", "T"), 1).interceptors())
                .extracting(InterceptorSnapshot::name)
                .containsExactly("elsewhere", "inner");
        assertThat(seen).isEmpty();
    }

    @Test
    void countsWhatItWasCalledFor() {
        bench.hear(SubscriptionSpec.on("C", Object.class));
        bench.hear(SubscriptionSpec.on("C", Object.class));
        add("w", 0, new Watcher("w"));
        bench.send("C", "T", 1);
        bench.runAll();
        assertThat(figures(0)).satisfies(figures -> {
            assertThat(figures.sends()).isEqualTo(1);
            assertThat(figures.deliveries()).isEqualTo(2);
            assertThat(figures.refusals()).isZero();
        });
    }

    @Test
    void oneThatDoesNothingOrSaysNonsenseIsRefused() {
        assertThatThrownBy(() -> add("idle", 0, new MessageInterceptor() {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the interceptor idle does nothing");
        assertThatThrownBy(() -> add(" ", 0, new Watcher("w"))).hasMessageContaining("name");
        assertThatThrownBy(() -> add("w", 0, new Watcher("w"), "A", " ")).hasMessageContaining("use * for all");
        assertThat(bench.engine.interceptors()).isEmpty();
    }

    @Test
    void afterTheBusHasStoppedNoneIsTakenAndNoneIsLeft() {
        InterceptorEntry entry = add("w", 0, new Watcher("w"));
        bench.engine.close();
        assertThatThrownBy(() -> bench.engine.addInterceptor(entry)).isInstanceOf(BusStoppedException.class);
        remove(entry);
        assertThatThrownBy(bench.engine::interceptors).isInstanceOf(BusStoppedException.class);
    }
}
