package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.InterceptorSnapshot;
import dev.vagus.bus.MessageDelivery;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.MessageRefusedException;
import dev.vagus.bus.MessageSending;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Interceptors under real threads, every message counted. */
@Timeout(60)
class InterceptorThreadsTest {
    private static final int MESSAGES = 20_000;

    private final Dispatcher dispatcher = new Dispatcher("test-bus", 2, 16);
    private final ExecutorService publishers = Executors.newFixedThreadPool(2);
    private final BusEngine engine = new BusEngine(
            BusSettings.DEFAULTS,
            new Surroundings(dispatcher, (delay, task) -> () -> {}, Clocks.SYSTEM, new Structures()));
    private final AtomicLong refused = new AtomicLong();

    @AfterEach
    void stop() {
        publishers.shutdownNow();
        engine.close();
        assertThat(dispatcher.stop(Duration.ofSeconds(5))).isEmpty();
    }

    /** Refuses each tenth message and marks all others, at sending and at delivery. */
    private static final class Guest implements MessageInterceptor {
        @Override
        public Outcome aroundSend(MessageSending sending, Next<MessageSending> next) {
            if (sending.data() instanceof Map<?, ?> data && (int) data.get("n") % 10 == 0) {
                throw new MessageRefusedException(ErrorCategory.VALIDATION, "a tenth is too much");
            }
            return next.proceed(sending.withHeader("sent", "by guest"));
        }

        @Override
        public Outcome aroundDelivery(MessageDelivery delivery, Next<MessageDelivery> next) {
            return next.proceed(delivery.withHeader("delivered", "by guest"));
        }
    }

    private static InterceptorEntry entry(MessageInterceptor interceptor, String... channels) {
        return new InterceptorEntry(
                "guest", Bench.HEARER, new InterceptorEntry.Place(0, 0, -1), List.of(channels), interceptor);
    }

    private void publish() {
        for (int i = 0; i < MESSAGES; i++) {
            try {
                engine.send(Bench.SENDER, Draft.plain("C", "T"), Map.of("n", i));
            } catch (MessageRefusedException e) {
                refused.incrementAndGet();
            }
        }
    }

    @Test
    void everyMessageIsCountedWhileOneComesAndGoes() throws Exception {
        engine.createChannel(ChannelSpec.named("C").withCapacity(128).withOverflow(OverflowPolicy.BLOCK));
        AtomicLong marked = new AtomicLong();
        AtomicLong markedHere = new AtomicLong();
        Attachment hearer = engine.subscribe(Bench.HEARER, SubscriptionSpec.on("C"), Map.class, message -> {
            marked.addAndGet(message.headers().containsKey("sent") ? 1 : 0);
            markedHere.addAndGet(message.headers().containsKey("delivered") ? 1 : 0);
        });
        List<Future<?>> running = List.of(publishers.submit(this::publish), publishers.submit(this::publish));
        List<InterceptorEntry> guests = new ArrayList<>();
        while (running.stream().anyMatch(each -> !each.isDone())) {
            InterceptorEntry guest = entry(new Guest());
            guests.add(guest);
            engine.addInterceptor(guest);
            await().pollInterval(Duration.ofMillis(1))
                    .until(() ->
                            guest.snapshot().sends() > 50 || running.stream().allMatch(Future::isDone));
            engine.intercept(guest, null);
        }
        for (Future<?> each : running) {
            each.get(1, TimeUnit.SECONDS);
        }
        await().until(() -> hearer.snapshot().queued() + hearer.snapshot().inFlight() == 0);
        List<InterceptorSnapshot> figures =
                guests.stream().map(InterceptorEntry::snapshot).toList();
        long sends = figures.stream().mapToLong(InterceptorSnapshot::sends).sum();
        long deliveries =
                figures.stream().mapToLong(InterceptorSnapshot::deliveries).sum();
        long refusals =
                figures.stream().mapToLong(InterceptorSnapshot::refusals).sum();
        SubscriptionSnapshot books = hearer.snapshot();
        assertThat(refusals).isEqualTo(refused.get());
        assertThat(books.delivered()).isEqualTo(2L * MESSAGES - refused.get()).isEqualTo(books.offered());
        assertThat(marked.get()).isEqualTo(sends - refusals);
        assertThat(markedHere.get()).isEqualTo(deliveries);
        assertThat(engine.channel("C").orElseThrow().refused()).isEqualTo(refused.get());
        assertThat(engine.channel("C").orElseThrow().sent()).isEqualTo(2L * MESSAGES);
    }

    @Test
    void oneThatHangsAtDeliveryHoldsItsSubscriptionOnly() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicLong others = new AtomicLong();
        Attachment stuck = engine.subscribe(Bench.HEARER, SubscriptionSpec.on("Stuck"), Map.class, message -> {});
        engine.subscribe(Bench.HEARER, SubscriptionSpec.on("Other"), Map.class, message -> others.incrementAndGet());
        MessageInterceptor hangs = new MessageInterceptor() {
            @Override
            public Outcome aroundDelivery(MessageDelivery delivery, Next<MessageDelivery> next) throws Exception {
                release.await();
                return next.proceed(delivery);
            }
        };
        engine.addInterceptor(entry(hangs, "Stuck"));
        for (int i = 0; i < 100; i++) {
            engine.send(Bench.SENDER, Draft.plain("Stuck", "T"), Map.of("n", i));
            engine.send(Bench.SENDER, Draft.plain("Other", "T"), Map.of("n", i));
        }
        await().until(() -> others.get() == 100);
        assertThat(stuck.snapshot().delivered()).isZero();
        assertThat(stuck.snapshot().inFlight()).isEqualTo(1);
        release.countDown();
        await().until(() -> stuck.snapshot().delivered() == 100);
    }
}
