package dev.vagus.events.internal.engine;

import dev.vagus.events.ModuleEvent;
import dev.vagus.events.Replay;
import dev.vagus.module.TimeOrderedId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.service.event.Event;

/** An engine with a memory of ten events, a store behind it, and what its handlers heard. */
abstract class StoredPast {
    static final Replay ALL = Replay.since(Instant.EPOCH);

    final ManualExecutor executor = new ManualExecutor();
    final ManualLater later = new ManualLater();
    final TestBench bench = new TestBench(10, 10, executor, 20, later);
    final FakeStore store = new FakeStore();
    final List<String> heard = new ArrayList<>();
    int published;

    @BeforeEach
    void begin() {
        bench.now.set(TimeOrderedId.next().time().toEpochMilli() + 60_000);
        bench.history.durability().store(store);
    }

    /** Three thousand events in 90 seconds. */
    void publishOverTime() {
        for (int i = 0; i < 30; i++) {
            publish(100);
            bench.now.addAndGet(3_000);
        }
    }

    void publish(int events) {
        for (int i = 0; i < events; i++) {
            bench.publish("e" + published, Map.of("number", published));
            published++;
        }
    }

    void runAll() {
        do {
            executor.runAll();
        } while (later.runOne());
    }

    HandlerEntry add(Replay replay, Predicate<Event> filter) {
        Interest plain = Interests.where(filter, 0, "dev/vagus/event/*");
        Interest interest = new Interest(
                plain.patterns(), topic -> true, name -> true, plain.filter(), plain.order(), replay, plain.declared());
        return bench.engine.add(
                new HandlerIdentity("f", HandlerKind.MODULE, "Lab", 1), interest, each -> hear(each.view()));
    }

    void hear(ModuleEvent event) {
        heard.add(event.name());
    }

    static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "e" + i).toList();
    }
}
