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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A named handler over clean stops of engines with a memory of a hundred events, while publishers are busy. */
class StoredPositionThreadsTest {
    private static final Replay NAMED = Replay.since(Instant.EPOCH).named("billing");
    private static final int PUBLISHERS = 2;
    private static final int ROUNDS = 6;
    private static final int EVENTS = 2_000;
    private static final int ALL = ROUNDS * PUBLISHERS * EVENTS;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final FakeStore store = new FakeStore().writingBy(writer);
    private final FakePositions positions = new FakePositions();
    private final AtomicIntegerArray seen = new AtomicIntegerArray(ALL);
    private final AtomicInteger heard = new AtomicInteger();

    @AfterEach
    void end() {
        writer.shutdownNow();
    }

    @Test
    void eachEventIsHeardOnceInWhateverProcess() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            process(round);
        }
        Dispatcher dispatcher = new Dispatcher("test-position", 2, 16);
        TestBench bench = bench(dispatcher);
        bench.add(NAMED, this::hear);
        await().atMost(Duration.ofSeconds(60)).until(() -> heard.get() >= ALL);
        bench.engine.stop(() -> dispatcher.stop(Duration.ofSeconds(2)));

        assertThat(heard).hasValue(ALL);
        for (int i = 0; i < ALL; i++) {
            assertThat(seen.get(i)).as("event %s", i).isEqualTo(1);
        }
    }

    private TestBench bench(Dispatcher dispatcher) {
        TestBench bench = new TestBench(100, 10, dispatcher, ALL);
        bench.now.set(System.currentTimeMillis());
        bench.history.durability().store(store);
        bench.engine.positions().store(positions);
        return bench;
    }

    /** The handler comes and goes; what is left of the round when publishers are done is for the next process. */
    private void process(int round) throws InterruptedException {
        Dispatcher dispatcher = new Dispatcher("test-position", 2, 16);
        TestBench bench = bench(dispatcher);
        List<Thread> publishers = new ArrayList<>();
        for (int p = 0; p < PUBLISHERS; p++) {
            int first = (round * PUBLISHERS + p) * EVENTS;
            publishers.add(new Thread(() -> publish(bench, first), "test-publisher"));
        }
        publishers.forEach(Thread::start);
        do {
            int before = heard.get();
            HandlerEntry entry = bench.add(NAMED, this::hear);
            await().pollInterval(Duration.ofMillis(1)).until(() -> heard.get() > before + 100 || !isAny(publishers));
            bench.engine.remove(entry);
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> entry.snapshot().inFlight() == 0);
        } while (isAny(publishers));
        bench.engine.stop(() -> dispatcher.stop(Duration.ofSeconds(2)));
    }

    private static boolean isAny(List<Thread> publishers) {
        return publishers.stream().anyMatch(Thread::isAlive);
    }

    private static void publish(TestBench bench, int first) {
        for (int i = 0; i < EVENTS; i++) {
            bench.publish("e", Map.of("number", first + i));
        }
    }

    private void hear(ModuleEvent event) {
        seen.incrementAndGet((Integer) event.data().get("number"));
        heard.incrementAndGet();
    }
}
