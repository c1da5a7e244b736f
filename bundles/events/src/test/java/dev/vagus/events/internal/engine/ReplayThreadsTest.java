package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.delivery.Dispatcher;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.events.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the past to the present under load: every event is counted, and the order of each publisher is checked. */
class ReplayThreadsTest {
    private static final int PUBLISHERS = 4;
    private static final int EVENTS = 5_000;
    private static final int ALL = PUBLISHERS * EVENTS;

    private final Dispatcher dispatcher = new Dispatcher("test-replay", 2, 16);
    private final TestBench bench = new TestBench(2 * ALL, 1_000, dispatcher, 2 * ALL);

    @AfterEach
    void stop() {
        bench.engine.stop(() -> dispatcher.stop(Duration.ofSeconds(2)));
    }

    /** Counts what one handler hears. Called by one thread at a time. */
    private static final class Counter implements TestBench.Listener {
        private final int[] next = new int[PUBLISHERS];
        private volatile int count;
        private volatile int replayed;
        private volatile String wrong = "";
        private boolean live;

        @Override
        @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread at a time
        public void hear(ModuleEvent event) {
            int publisher = (Integer) event.data().get("publisher");
            int number = (Integer) event.data().get("number");
            boolean past = event.is(Mark.REPLAYED);
            if (number != next[publisher]) {
                wrong += "publisher " + publisher + ": " + number + " instead of " + next[publisher] + "; ";
            }
            if (live && past) {
                wrong += "a replayed one after a live one; ";
            }
            live = !past;
            next[publisher] = number + 1;
            replayed += past ? 1 : 0;
            count++;
        }
    }

    @Test
    void whoeverComesUnderLoadHearsEveryEventOnceAndInOrder() throws InterruptedException {
        List<Thread> publishers = publishers(this::publish);
        List<Counter> counters = new ArrayList<>();
        while (publishers.stream().anyMatch(Thread::isAlive) && counters.size() < 40) {
            Counter counter = new Counter();
            bench.add(Replay.since(Instant.EPOCH), counter);
            counters.add(counter);
        }
        join(publishers);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(counters)
                .allSatisfy(each -> assertThat(each.count).isGreaterThanOrEqualTo(ALL)));
        dispatcher.awaitQuiet(Duration.ofSeconds(10));

        assertThat(counters).allSatisfy(each -> {
            assertThat(each.wrong).isEmpty();
            assertThat(each.count).isEqualTo(ALL);
        });
        assertThat(counters).anySatisfy(each -> assertThat(each.replayed).isBetween(1, ALL - 1));
        assertThat(bench.engine.snapshots())
                .allSatisfy(each -> assertThat(each.delivered()).isEqualTo(ALL));
    }

    @Test
    void whoeverComesAndGoesUnderANameMissesNothing() throws InterruptedException {
        List<Thread> publishers = publishers(this::publish);
        int[][] seen = new int[PUBLISHERS][EVENTS];
        AtomicBoolean inHandler = new AtomicBoolean();
        AtomicBoolean overlap = new AtomicBoolean();
        TestBench.Listener listener = event -> {
            if (!inHandler.compareAndSet(false, true)) {
                overlap.set(true);
            }
            int publisher = (Integer) event.data().get("publisher");
            seen[publisher][(Integer) event.data().get("number")]++;
            inHandler.set(false);
        };
        int rounds = 0;
        while (publishers.stream().anyMatch(Thread::isAlive)) {
            HandlerEntry entry = bench.add(new Replay(0, Instant.EPOCH, "named"), listener);
            Thread.onSpinWait();
            bench.engine.remove(entry);
            await().until(() -> entry.snapshot().inFlight() == 0);
            rounds++;
        }
        join(publishers);
        bench.add(new Replay(0, Instant.EPOCH, "named"), listener);
        dispatcher.awaitQuiet(Duration.ofSeconds(30));

        assertThat(rounds).isPositive();
        assertThat(overlap).isFalse();
        for (int[] ofPublisher : seen) {
            assertThat(ofPublisher).containsOnly(1);
        }
    }

    @Test
    void aStickyEventUnderLoadIsHeardOnceByWhoeverComes() throws InterruptedException {
        List<Thread> publishers = publishers((publisher, number) -> bench.engine.publish(
                new Publication(event(publisher, number), false, new Publication.Sticky("p" + publisher, false))));
        List<List<Integer>> heard = new ArrayList<>();
        while (publishers.stream().anyMatch(Thread::isAlive) && heard.size() < 40) {
            List<Integer> ofOne = new ArrayList<>();
            heard.add(ofOne);
            bench.add(Replay.NONE, event -> {
                if (event.data().get("publisher").equals(0)) {
                    ofOne.add((Integer) event.data().get("number"));
                }
            });
        }
        join(publishers);
        dispatcher.awaitQuiet(Duration.ofSeconds(30));

        assertThat(heard).isNotEmpty().allSatisfy(each -> {
            assertThat(each.get(each.size() - 1)).isEqualTo(EVENTS - 1);
            assertThat(each).hasSize(EVENTS - each.get(0)).isSorted().doesNotHaveDuplicates();
        });
    }

    private interface Raising {
        void raise(int publisher, int number);
    }

    private ModuleEvent event(int publisher, int number) {
        return bench.mapping.create("e", "Events", "me", null, Map.of("publisher", publisher, "number", number));
    }

    private void publish(int publisher, int number) {
        bench.engine.publish(Publication.of(event(publisher, number)));
    }

    private static List<Thread> publishers(Raising raising) {
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < PUBLISHERS; p++) {
            int publisher = p;
            threads.add(new Thread(
                    () -> {
                        for (int i = 0; i < EVENTS; i++) {
                            raising.raise(publisher, i);
                        }
                    },
                    "test-publisher"));
        }
        threads.forEach(Thread::start);
        return threads;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(60_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }
}
