package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.delivery.Dispatcher;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a store through a memory of a hundred events to the present, under load: every event once, publishers in order. */
class StoredReplayThreadsTest {
    private static final int PUBLISHERS = 3;
    private static final int EVENTS = 8_000;
    private static final int ALL = PUBLISHERS * EVENTS;
    private static final Replay SINCE = Replay.since(Instant.EPOCH);

    private final Dispatcher dispatcher = new Dispatcher("test-stored-replay", 2, 16);
    private final TestBench bench = new TestBench(100, 10, dispatcher, 2 * ALL);
    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final FakeStore store = new FakeStore().writingBy(writer);
    private final List<Counter> counters = new ArrayList<>();

    @BeforeEach
    void begin() {
        bench.now.set(System.currentTimeMillis());
        bench.history.durability().store(store);
    }

    @AfterEach
    void stop() {
        writer.shutdownNow();
        bench.engine.stop(() -> dispatcher.stop(Duration.ofSeconds(2)));
    }

    /** Counts what is heard. Called by one thread at a time. */
    private static final class Counter implements TestBench.Listener {
        private final int[] next = new int[PUBLISHERS];
        private final AtomicIntegerArray seen = new AtomicIntegerArray(ALL);
        private volatile int count;
        private volatile int disorder;

        @Override
        @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread at a time
        public void hear(ModuleEvent event) {
            int publisher = (Integer) event.data().get("publisher");
            int number = (Integer) event.data().get("number");
            disorder += number < next[publisher] ? 1 : 0;
            next[publisher] = number + 1;
            seen.incrementAndGet(publisher * EVENTS + number);
            count++;
        }

        private int once() {
            int once = 0;
            for (int i = 0; i < ALL; i++) {
                once += seen.get(i) == 1 ? 1 : 0;
            }
            return once;
        }
    }

    @Test
    void whoeverComesUnderLoadHearsEveryEventOnceAndInOrder() throws InterruptedException {
        List<Thread> publishers = publishers();
        while (publishers.stream().anyMatch(Thread::isAlive) && counters.size() < 20) {
            add(counters.size() % 2 == 0 ? SINCE : Replay.last(10 * ALL), new Counter());
        }
        join(publishers);
        add(SINCE, new Counter());

        assertAllHeardOnce();
        assertThat(counters).allSatisfy(each -> assertThat(each.disorder).isZero());
        assertThat(store.queries).isPositive();
    }

    @Test
    void whoeverComesAndGoesUnderANameMissesNothing() throws InterruptedException {
        List<Thread> publishers = publishers();
        Counter counter = new Counter();
        counters.add(counter);
        int rounds = 0;
        while (publishers.stream().anyMatch(Thread::isAlive)) {
            int before = counter.count;
            HandlerEntry entry = bench.add(SINCE.named("named"), counter);
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> counter.count > before || publishers.stream().noneMatch(Thread::isAlive));
            bench.engine.remove(entry);
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> entry.snapshot().inFlight() == 0);
            rounds++;
        }
        join(publishers);
        bench.add(SINCE.named("named"), counter);

        assertAllHeardOnce();
        assertThat(rounds).isPositive();
    }

    private void add(Replay replay, Counter counter) {
        counters.add(counter);
        bench.add(replay, counter);
    }

    private void assertAllHeardOnce() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(counters)
                .allSatisfy(each -> assertThat(each.count).isGreaterThanOrEqualTo(ALL)));
        dispatcher.awaitQuiet(Duration.ofSeconds(10));
        assertThat(counters).extracting(each -> each.count).containsOnly(ALL);
        assertThat(counters).extracting(Counter::once).containsOnly(ALL);
    }

    private List<Thread> publishers() {
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < PUBLISHERS; p++) {
            int publisher = p;
            threads.add(new Thread(() -> publish(publisher), "test-publisher"));
        }
        threads.forEach(Thread::start);
        return threads;
    }

    private void publish(int publisher) {
        for (int i = 0; i < EVENTS; i++) {
            bench.publish("e", Map.of("publisher", publisher, "number", i));
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(60_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }
}
