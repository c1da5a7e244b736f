package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MailboxFullException;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.structure.Structures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine under real threads, every message counted. */
@Timeout(60)
class BusThreadsTest {
    private static final int MESSAGES = 20_000;

    private final Dispatcher dispatcher = new Dispatcher("test-bus", 2, 16);
    private final ExecutorService publishers = Executors.newFixedThreadPool(3);
    private final BusEngine engine = new BusEngine(
            BusSettings.DEFAULTS,
            new Surroundings(dispatcher, (delay, task) -> () -> {}, Clocks.SYSTEM, new Structures()));

    @AfterEach
    void stop() {
        publishers.shutdownNow();
        engine.close();
        assertThat(dispatcher.stop(Duration.ofSeconds(5))).isEmpty();
    }

    @Test
    void theBooksBalanceWhileSubscriptionsComeAndGo() throws Exception {
        engine.createChannel(ChannelSpec.named("C").withCapacity(64).withOverflow(OverflowPolicy.FAIL));
        AtomicLong handled = new AtomicLong();
        Attachment steady = engine.subscribe(
                Bench.HEARER, SubscriptionSpec.on("C"), Map.class, message -> handled.incrementAndGet());
        List<Future<?>> running = new ArrayList<>();
        for (int p = 0; p < 2; p++) {
            running.add(publishers.submit(this::publish));
        }
        List<Attachment> guests = new ArrayList<>();
        AtomicLong guestsHandled = new AtomicLong();
        while (running.stream().anyMatch(each -> !each.isDone())) {
            Attachment guest = engine.subscribe(
                    Bench.HEARER,
                    SubscriptionSpec.on("C").ofType("T*"),
                    Map.class,
                    m -> guestsHandled.incrementAndGet());
            guests.add(guest);
            await().pollInterval(Duration.ofMillis(1))
                    .until(() ->
                            guest.snapshot().offered() > 20 || running.stream().allMatch(Future::isDone));
            guest.close();
        }
        for (Future<?> each : running) {
            each.get(1, TimeUnit.SECONDS);
        }
        await().until(() -> atRest(steady) && guests.stream().allMatch(BusThreadsTest::atRest));
        assertThat(steady.snapshot().offered()).isEqualTo(2L * MESSAGES);
        assertThat(steady.snapshot().delivered()).isEqualTo(handled.get());
        assertThat(guests).allSatisfy(each -> assertBalanced(each.snapshot()));
        assertBalanced(steady.snapshot());
        assertThat(guests.stream()
                        .mapToLong(each -> each.snapshot().delivered())
                        .sum())
                .isEqualTo(guestsHandled.get());
        ChannelSnapshot channel = engine.channel("C").orElseThrow();
        assertThat(channel.sent()).isEqualTo(2L * MESSAGES);
        assertThat(channel.routed()).isEqualTo(channel.sent());
    }

    private void publish() {
        for (int i = 0; i < MESSAGES; i++) {
            try {
                engine.send(Bench.SENDER, Draft.plain("C", "T"), Map.of("n", i));
            } catch (MailboxFullException e) {
                Thread.yield();
            }
        }
    }

    private static boolean atRest(Attachment attachment) {
        SubscriptionSnapshot now = attachment.snapshot();
        return now.queued() + now.inFlight() == 0;
    }

    private static void assertBalanced(SubscriptionSnapshot s) {
        assertThat(s.delivered() + s.expired() + s.dropped() + s.cleared() + s.dead() + s.queued() + s.inFlight())
                .isEqualTo(s.offered());
    }
}
