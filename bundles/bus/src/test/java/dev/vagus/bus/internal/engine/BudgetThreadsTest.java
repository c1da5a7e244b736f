package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.DeliveryMode;
import dev.vagus.bus.HandlerStatus;
import dev.vagus.bus.Handling;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.Survivor;
import dev.vagus.delivery.budget.Budget;
import dev.vagus.delivery.structure.Structures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Budgets on the bus's own threads. */
@Timeout(60)
class BudgetThreadsTest {
    private static final Budget BUDGET =
            new Budget(Duration.ofMillis(60), 2, Duration.ofMinutes(1), Duration.ofMillis(200), Duration.ofSeconds(2));

    private final Dispatcher dispatcher = new Dispatcher("test-budget", 2, 16);
    private final BusEngine engine = new BusEngine(
            settings(), new Surroundings(dispatcher, (delay, task) -> () -> {}, Clocks.SYSTEM, new Structures()));
    private final CountDownLatch release = new CountDownLatch(1);

    private static BusSettings settings() {
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
                BUDGET);
    }

    @AfterEach
    void stop() {
        release.countDown();
        engine.close();
        assertThat(dispatcher.stop(Duration.ofSeconds(5))).isEmpty();
    }

    private static SubscriptionSpec<Object> spec() {
        return SubscriptionSpec.on("C", Object.class);
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            engine.send(Bench.SENDER, Draft.plain("C", "T"), i);
        }
    }

    private Attachment hear(SubscriptionSpec<Object> spec, dev.vagus.bus.MessageHandler<Object> handler) {
        return engine.subscribe(Bench.HEARER, spec, Object.class, handler);
    }

    private static HandlerStatus.State state(Attachment attachment) {
        return attachment.snapshot().handler().state();
    }

    @Test
    void aSlowHandlerIsPausedAndProbedAndResumedWhileAnotherOneGetsEverythingAtOnce() {
        AtomicBoolean slow = new AtomicBoolean(true);
        AtomicInteger handled = new AtomicInteger();
        Attachment sluggish = hear(spec(), message -> {
            if (slow.get()) {
                LockSupport.parkNanos(Duration.ofMillis(120).toNanos());
            }
            handled.incrementAndGet();
        });
        AtomicInteger others = new AtomicInteger();
        Attachment quick = hear(spec().withBudget(Duration.ZERO), message -> others.incrementAndGet());
        send(50);
        await().until(() -> others.get() == 50);
        await().until(() -> state(sluggish) == HandlerStatus.State.PAUSED);
        assertThat(sluggish.snapshot())
                .returns(SubscriptionSnapshot.State.PAUSED, SubscriptionSnapshot::state)
                .satisfies(now -> assertThat(now.queued()).isPositive());
        long before = System.nanoTime();
        send(1_000);
        await().until(() -> others.get() == 1_050);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(quick.snapshot().handler().state()).isEqualTo(HandlerStatus.State.RUNNING);
        assertThat(handled).hasValueLessThan(50);
        slow.set(false);
        await().until(() -> sluggish.snapshot().delivered() == 1_050);
        await().until(() -> state(sluggish) == HandlerStatus.State.RUNNING);
        assertThat(handled).hasValue(1_050);
        assertThat(sluggish.snapshot().handler().overruns()).isPositive();
    }

    @Test
    void aHandlerThatHangsForEverCostsOneThreadThoughItMayUseFourAndTheBusStops() {
        AtomicInteger calls = new AtomicInteger();
        Attachment hanging =
                hear(spec().handled(Handling.DEFAULT.withConcurrency(4).withBudget(Duration.ofMillis(60))), message -> {
                    if (calls.incrementAndGet() == 1) {
                        release.await();
                    }
                });
        AtomicInteger others = new AtomicInteger();
        hear(spec(), message -> others.incrementAndGet());
        send(1);
        await().until(() -> state(hanging) == HandlerStatus.State.PAUSED);
        send(200);
        await().until(() -> others.get() == 201);
        await().until(() -> hanging.snapshot().delivered() == 200);
        assertThat(hanging.snapshot()).returns(1L, SubscriptionSnapshot::inFlight);
        assertThat(dispatcher.threads()).isLessThanOrEqualTo(6);
        engine.refuse();
        engine.close();
        assertThat(hanging.snapshot().handler().state()).isEqualTo(HandlerStatus.State.RUNNING);
        assertThat(dispatcher.stop(Duration.ofMillis(50)))
                .as("the interrupt ends it")
                .isEmpty();
    }

    @Test
    void aHandlerThatIgnoresInterruptsIsNamedWhenTheBusStopsAndDoesNotHoldItUp() {
        AtomicBoolean go = new AtomicBoolean();
        CountDownLatch inside = new CountDownLatch(1);
        hear(spec(), message -> {
            inside.countDown();
            while (!go.get()) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
                Thread.interrupted();
            }
        });
        send(1);
        await().until(() -> inside.getCount() == 0);
        engine.refuse();
        engine.close();
        List<Survivor> survivors = dispatcher.stop(Duration.ofMillis(50));
        assertThat(survivors).singleElement().satisfies(survivor -> assertThat(survivor.toString())
                .contains("subscription S1", "BudgetThreadsTest"));
        go.set(true);
    }

    @Test
    void onTheSendersThreadASlowHandlerIsFoundAndGoesOnGettingMessages() {
        AtomicInteger handled = new AtomicInteger();
        Attachment caller = hear(
                spec().handled(Handling.DEFAULT.withMode(DeliveryMode.CALLER).withBudget(Duration.ofMillis(60))),
                message -> {
                    LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
                    handled.incrementAndGet();
                });
        send(4);
        assertThat(handled).hasValue(4);
        assertThat(state(caller)).isEqualTo(HandlerStatus.State.SLOW);
        assertThat(caller.snapshot().handler().overruns()).isBetween(1L, 4L);
        assertThat(caller.snapshot().state()).isEqualTo(SubscriptionSnapshot.State.ACTIVE);
    }
}
