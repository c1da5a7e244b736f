package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.AsyncMessageHandler;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.structure.Structures;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failures, pauses and several threads at once, every message counted. */
@Timeout(60)
class RedeliveryThreadsTest {
    private static final int MESSAGES = 10_000;
    private static final RedeliveryPolicy QUICK = RedeliveryPolicy.DEFAULT
            .withRetries(2)
            .withBackoff(Duration.ofMillis(1), 1)
            .withMaxBackoff(Duration.ofMillis(1));

    private final Dispatcher dispatcher = new Dispatcher("test-redelivery", 2, 16);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BusEngine engine = new BusEngine(
            Bench.settings(QUICK),
            new Surroundings(
                    dispatcher,
                    (delay, task) -> {
                        Future<?> due = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                        return () -> due.cancel(false);
                    },
                    Clocks.SYSTEM,
                    new Structures()));
    private final Set<Object> handled = ConcurrentHashMap.newKeySet();
    private final AtomicInteger twice = new AtomicInteger();

    /** Each tenth message never succeeds, each seventh at the second attempt. */
    private final Set<Object> seen = ConcurrentHashMap.newKeySet();

    @AfterEach
    void stop() {
        engine.close();
        timer.shutdownNow();
        assertThat(dispatcher.stop(Duration.ofSeconds(5))).isEmpty();
    }

    private void handle(int number) {
        if (number % 10 == 0 || (number % 7 == 0 && seen.add(number))) {
            throw new IllegalStateException("bad");
        }
        if (!handled.add(number)) {
            twice.incrementAndGet();
        }
    }

    private void sendAndAwait(Attachment... attachments) {
        for (int i = 0; i < MESSAGES; i++) {
            engine.send(Bench.SENDER, Draft.plain("C", "T"), i);
            if (i % 1_000 == 0) {
                engine.control().pause("C", "");
            } else if (i % 1_000 == 100) {
                engine.control().resume("C");
            }
        }
        for (Attachment each : attachments) {
            await().atMost(Duration.ofSeconds(40)).until(() -> {
                SubscriptionSnapshot now = each.snapshot();
                return now.queued() + now.inFlight() == 0;
            });
            SubscriptionSnapshot now = each.snapshot();
            assertThat(now.delivered() + now.expired() + now.dropped() + now.cleared() + now.dead())
                    .isEqualTo(now.offered());
            assertThat(now.redelivering()).isZero();
        }
        assertThat(handled).hasSize(MESSAGES - MESSAGES / 10);
        assertThat(twice).hasValue(0);
    }

    @Test
    void eachMessageOfASubscriptionWithFourThreadsIsSettledOnce() {
        Attachment attachment = engine.subscribe(
                Bench.HEARER,
                SubscriptionSpec.on("C", Integer.class).concurrent(4),
                Integer.class,
                message -> handle((Integer) message.data()));
        sendAndAwait(attachment);
        assertThat(attachment.snapshot())
                .returns((long) MESSAGES / 10, SubscriptionSnapshot::dead)
                .returns((long) MESSAGES, SubscriptionSnapshot::offered);
    }

    @Test
    void eachMessageOfAGroupOfAnAsynchronousAndACallersHandlerIsSettledOnce() {
        Attachment later = engine.attach(
                Bench.HEARER,
                SubscriptionSpec.on("C", Integer.class).concurrent(3).inGroup("g"),
                Integer.class,
                HandlerCall.of((AsyncMessageHandler<Integer>)
                        message -> CompletableFuture.runAsync(() -> handle(message.data()), timer)));
        Attachment here = engine.subscribe(
                Bench.HEARER,
                SubscriptionSpec.on("C", Integer.class).onCaller().inGroup("g"),
                Integer.class,
                message -> handle((Integer) message.data()));
        sendAndAwait(later, here);
        assertThat(later.snapshot().offered() + here.snapshot().offered()).isEqualTo(MESSAGES);
        assertThat(later.snapshot().dead() + here.snapshot().dead()).isEqualTo(MESSAGES / 10);
        assertThat(later.snapshot().offered()).isPositive();
    }
}
