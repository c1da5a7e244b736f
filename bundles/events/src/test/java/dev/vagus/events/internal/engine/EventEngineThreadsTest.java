package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Limits;
import dev.vagus.events.internal.history.StickyEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

/** The engine under real threads. */
class EventEngineThreadsTest {
    private static final int POSTERS = 4;
    private static final int EVENTS = 5_000;

    private final Dispatcher dispatcher = new Dispatcher("test-events", 2, 16);
    private final History history = new History(Limits.DEFAULTS, System::currentTimeMillis);
    private final EventEngine engine = new EventEngine(
            new ModuleEvents(new Structures(), System::currentTimeMillis),
            history,
            new StickyEvents(history, 10),
            dispatcher,
            System::nanoTime,
            POSTERS * EVENTS);
    private final AtomicLong ids = new AtomicLong();

    @AfterEach
    void stop() {
        engine.stop(() -> dispatcher.stop(Duration.ofSeconds(2)));
    }

    @Test
    void orderPerPosterIsKeptForEveryHandlerAndNothingIsLost() throws InterruptedException {
        List<Map<Integer, Integer>> lastOf = new ArrayList<>();
        AtomicLong outOfOrder = new AtomicLong();
        for (int h = 0; h < 3; h++) {
            Map<Integer, Integer> last = new HashMap<>();
            lastOf.add(last);
            add(h % 2 == 0 ? "t/*" : "t/x", occurrence -> {
                Integer poster = (Integer) occurrence.event().getProperty("poster");
                Integer number = (Integer) occurrence.event().getProperty("number");
                Integer before = last.put(poster, number);
                if (before != null && number != before + 1) {
                    outOfOrder.incrementAndGet();
                }
            });
        }

        List<Thread> posters = new ArrayList<>();
        for (int p = 0; p < POSTERS; p++) {
            int poster = p;
            posters.add(start(() -> {
                for (int i = 0; i < EVENTS; i++) {
                    engine.post(new Event("t/x", Map.of("poster", poster, "number", i)));
                }
            }));
        }
        join(posters);
        await().untilAsserted(() -> assertThat(engine.snapshots())
                .allSatisfy(handler -> assertThat(handler.delivered()).isEqualTo((long) POSTERS * EVENTS)));

        assertThat(outOfOrder).hasValue(0);
        assertThat(lastOf)
                .allSatisfy(last -> assertThat(last.values()).hasSize(POSTERS).containsOnly(EVENTS - 1));
    }

    @Test
    void aHandlerThatHangsStallsNeitherPostersNorOtherHandlers() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicLong heard = new AtomicLong();
        add("*", occurrence -> release.await());
        add("*", occurrence -> heard.incrementAndGet());

        for (int i = 0; i < 1_000; i++) {
            engine.post(new Event("t", Map.of()));
        }

        await().untilAsserted(() -> assertThat(heard).hasValue(1_000));
        HandlerSnapshot hanging = engine.snapshots().get(0);
        assertThat(hanging.inFlight()).isEqualTo(1);
        assertThat(hanging.queued()).isEqualTo(999);
        release.countDown();
    }

    @Test
    void booksBalanceWhileHandlersComeAndGo() throws InterruptedException {
        AtomicBoolean ended = new AtomicBoolean();
        AtomicLong heard = new AtomicLong();
        AtomicLong steadyHeard = new AtomicLong();
        HandlerEntry steady = add("t/*", occurrence -> steadyHeard.incrementAndGet());
        List<HandlerEntry> left = new ArrayList<>();
        Thread churn = start(() -> {
            while (!ended.get()) {
                HandlerEntry entry = add(left.size() % 2 == 0 ? "t/x" : "*", occurrence -> heard.incrementAndGet());
                engine.change(entry, Interests.in("t/*"));
                engine.remove(entry);
                left.add(entry);
            }
        });

        List<Thread> raisers = new ArrayList<>();
        for (int p = 0; p < POSTERS; p++) {
            boolean sends = p % 2 == 0;
            raisers.add(start(() -> {
                for (int i = 0; i < EVENTS; i++) {
                    Event event = new Event("t/x", Map.of());
                    if (sends) {
                        engine.send(event);
                    } else {
                        engine.post(event);
                    }
                }
            }));
        }
        join(raisers);
        ended.set(true);
        join(List.of(churn));
        dispatcher.awaitQuiet(Duration.ofSeconds(10));

        assertThat(steadyHeard).hasValue((long) POSTERS * EVENTS);
        assertThat(steady.snapshot().delivered()).isEqualTo((long) POSTERS * EVENTS);
        List<HandlerSnapshot> books = left.stream().map(HandlerEntry::snapshot).toList();
        assertThat(books).isNotEmpty().allSatisfy(each -> assertThat(each.offered())
                .isEqualTo(each.delivered() + each.cleared()));
        assertThat(books.stream().mapToLong(HandlerSnapshot::delivered).sum()).isEqualTo(heard.get());
    }

    private HandlerEntry add(String topic, Sink sink) {
        HandlerIdentity identity = new HandlerIdentity("s" + ids.incrementAndGet(), HandlerKind.OSGI, "test", 1);
        return engine.add(identity, Interests.in(topic), sink);
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "test-raiser");
        thread.start();
        return thread;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(20_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }
}
