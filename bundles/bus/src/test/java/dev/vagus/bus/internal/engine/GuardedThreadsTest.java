package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Setting;
import dev.vagus.spi.DeliveryGuard;
import dev.vagus.spi.DeliveryGuards;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guards that change their mind all the time, on real threads: no message is lost and no wake-up is missed. */
class GuardedThreadsTest {
    private static final int MESSAGES = 5_000;
    private static final int PLACES = 2;

    private final Dispatcher dispatcher = new Dispatcher("guarded", 4, 16);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BusEngine engine = new BusEngine(
            Bench.settings(RedeliveryPolicy.NONE),
            new Surroundings(dispatcher, this::after, Clocks.SYSTEM, new Structures()));
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private Runnable after(Duration delay, Runnable task) {
        var future = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @AfterEach
    void stop() {
        engine.close();
        dispatcher.stop(Duration.ofSeconds(1));
        timer.shutdownNow();
    }

    /** Two places, and a rest of 100 microseconds after every tenth attempt. */
    private static final class Busy implements DeliveryGuards, DeliveryGuard {
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicLong attempts = new AtomicLong();
        private volatile long restUntil = System.nanoTime();

        @Override
        public boolean apply(String target) {
            return true;
        }

        @Override
        public DeliveryGuard guard(GuardedSubscription subscription, Runnable changed) {
            return this;
        }

        @Override
        public @Nullable Admission enter() {
            if (restUntil - System.nanoTime() > 0) {
                return null;
            }
            if (taken.incrementAndGet() > PLACES) {
                taken.decrementAndGet();
                return null;
            }
            return this::ended;
        }

        private void ended(@Nullable ErrorCategory error) {
            if (attempts.incrementAndGet() % 10 == 0) {
                restUntil = System.nanoTime() + 100_000;
            }
            taken.decrementAndGet();
        }

        @Override
        public @Nullable Refusal refusal() {
            long rest = restUntil - System.nanoTime();
            if (rest > 0) {
                return new Refusal("it rests", Duration.ofNanos(rest), true);
            }
            return taken.get() >= PLACES ? new Refusal("it is full", null, false) : null;
        }

        @Override
        public String status() {
            return "busy";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public void close() {
            assertThat(status()).isNotEmpty();
        }
    }

    private void handle() {
        int now = inside.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
        Thread.onSpinWait();
        inside.decrementAndGet();
    }

    @Test
    void everyMessageIsDeliveredOnceWithinTheBoundsOfTheGuard() {
        engine.policies().guards(null, new Busy());
        engine.subscribe(
                Bench.HEARER, SubscriptionSpec.on("C", Object.class).concurrent(4), Object.class, message -> handle());
        for (int i = 0; i < MESSAGES; i++) {
            engine.send(Bench.SENDER, Draft.plain("C", "T"), i);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> snapshot().delivered() == MESSAGES);
        assertThat(snapshot()).returns(0L, SubscriptionSnapshot::inFlight).returns(0L, SubscriptionSnapshot::queued);
        assertThat(most.get()).isBetween(1, PLACES);
    }

    private SubscriptionSnapshot snapshot() {
        return engine.subscriptions().get(0);
    }
}
