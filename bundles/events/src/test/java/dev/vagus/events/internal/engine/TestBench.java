package dev.vagus.events.internal.engine;

import dev.vagus.delivery.budget.Watcher;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.Replay;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.KeepRules;
import dev.vagus.events.internal.history.Limits;
import dev.vagus.events.internal.history.StickyEvents;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** An engine with its memory, and handlers of Vagus events of the module {@code Lab}. */
final class TestBench {
    static final long MUCH = 1L << 40;

    final AtomicLong now = new AtomicLong(1_000);
    final ModuleEvents mapping = new ModuleEvents(new Structures(), now::get);
    final History history;
    final StickyEvents sticky;
    final EventEngine engine;
    private final AtomicInteger ids = new AtomicInteger();

    <D extends Executor & Watcher> TestBench(int historyCapacity, int stickyCapacity, D executor, int mailboxCapacity) {
        this(historyCapacity, stickyCapacity, executor, mailboxCapacity, new PastThread());
    }

    <D extends Executor & Watcher> TestBench(
            int historyCapacity, int stickyCapacity, D executor, int mailboxCapacity, Later later) {
        history =
                new History(new Limits(historyCapacity, MUCH, 0, KeepRules.of(List.of("*/*", "!*/Unkept"))), now::get);
        sticky = new StickyEvents(history, stickyCapacity);
        engine = new EventEngine(mapping, history, sticky, executor, System::nanoTime, mailboxCapacity, later);
    }

    void publish(String name) {
        publish(name, Map.of());
    }

    void publish(String name, Map<String, Object> data) {
        engine.publish(Publication.of(mapping.create(name, "Events", "me", null, data)));
    }

    void sticky(String name, String key, Object value) {
        ModuleEvent event = mapping.create(name, "Events", "me", null, Map.of("value", value));
        engine.publish(new Publication(event, null, new Publication.Sticky(key, false)));
    }

    void unsticky(String name, String key) {
        ModuleEvent event = mapping.create(name, "Events", "me", null, Map.of());
        engine.publish(new Publication(event, null, new Publication.Sticky(key, true)));
    }

    HandlerEntry add(Replay replay, Listener listener) {
        return add(replay, "dev/vagus/event/*", listener);
    }

    HandlerEntry add(Replay replay, String topics, Listener listener) {
        Interest plain = Interests.in(topics);
        Interest interest = new Interest(
                plain.patterns(), topic -> true, name -> true, plain.filter(), plain.order(), replay, plain.declared());
        HandlerIdentity identity = new HandlerIdentity("c" + ids.incrementAndGet(), HandlerKind.MODULE, "Lab", 1);
        return engine.add(identity, interest, occurrence -> listener.hear(occurrence.view()));
    }

    /** Hears events. */
    interface Listener {
        void hear(ModuleEvent event) throws Exception;
    }
}
