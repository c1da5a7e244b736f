package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.AsyncMessageHandler;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.DeliveryMeter;
import dev.vagus.spi.DeliveryMeters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Meters that come and go on real threads: traffic does not notice, and what is told is what happened. */
@Timeout(120)
class MeteredThreadsTest implements DeliveryMeters {
    private static final int MESSAGES = 20_000;
    private static final int SENDERS = 3;

    private final Dispatcher dispatcher = new Dispatcher("metered", 2, 16);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BusEngine engine = new BusEngine(
            Bench.settings(RedeliveryPolicy.NONE),
            new Surroundings(dispatcher, this::after, Clocks.SYSTEM, new Structures()));
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicLong shortest = new AtomicLong(Long.MAX_VALUE);

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

    @Override
    public DeliveryMeter meter(MeteredHandler handler) {
        open.incrementAndGet();
        return new DeliveryMeter() {
            @Override
            public void ended(long waitedMillis, long tookNanos, @Nullable ErrorCategory error) {
                ended.incrementAndGet();
                failed.addAndGet(error == null ? 0 : 1);
                shortest.accumulateAndGet(Math.min(waitedMillis, tookNanos), Math::min);
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    private void subscribe() {
        MessageHandler<Integer> handler = message -> {
            handled.incrementAndGet();
            if (message.data() % 10 == 0) {
                throw new IllegalStateException("broken");
            }
        };
        engine.subscribe(Bench.HEARER, SubscriptionSpec.on("C", Integer.class), Integer.class, handler);
        engine.attach(
                Bench.HEARER,
                SubscriptionSpec.on("C", Integer.class).concurrent(4),
                Integer.class,
                HandlerCall.of((AsyncMessageHandler<Integer>) message -> {
                    handled.incrementAndGet();
                    return CompletableFuture.runAsync(() -> {}, timer);
                }));
    }

    private List<Thread> senders() {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            Thread thread = new Thread(() -> {
                for (int j = 0; j < MESSAGES / SENDERS; j++) {
                    engine.send(Bench.SENDER, Draft.plain("C", "T"), j);
                    while (engine.channels().get(0).queued() > 5_000) {
                        Thread.onSpinWait();
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private int settled() {
        return engine.subscriptions().stream()
                .mapToInt(each -> (int) (each.delivered() + each.dead()))
                .sum();
    }

    private void sendAll() throws InterruptedException {
        int before = settled();
        for (Thread thread : senders()) {
            thread.join(TimeUnit.SECONDS.toMillis(60));
            assertThat(thread.isAlive()).isFalse();
        }
        await().until(() -> settled() - before == 2 * SENDERS * (MESSAGES / SENDERS));
    }

    @Test
    void everyAttemptIsToldWhileTheServiceIsThere() throws InterruptedException {
        engine.meters().service(null, this);
        subscribe();
        sendAll();
        assertThat(ended).hasValue(handled.get());
        assertThat(failed).hasValue(SENDERS * ((MESSAGES / SENDERS + 9) / 10));
        assertThat(shortest.get()).isNotNegative();
    }

    @Test
    void theServiceComesAndGoesAndNothingIsLostOrToldTwice() throws InterruptedException {
        subscribe();
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch changing = new CountDownLatch(1);
        Thread changer = new Thread(() -> {
            while (!over.get()) {
                engine.meters().service(null, this);
                changing.countDown();
                int told = ended.get();
                while (ended.get() == told && !over.get()) {
                    Thread.onSpinWait();
                }
                engine.meters().service(this, null);
            }
        });
        changer.start();
        assertThat(changing.await(60, TimeUnit.SECONDS)).isTrue();
        sendAll();
        over.set(true);
        changer.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(changer.isAlive()).isFalse();
        assertThat(open).hasValue(0);
        assertThat(ended.get()).isBetween(1, handled.get());
        int before = ended.get();
        sendAll();
        assertThat(ended).hasValue(before);
    }
}
