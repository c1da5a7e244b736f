package dev.vagus.bus.internal.engine;

import dev.vagus.bus.AsyncMessageHandler;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.Message;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.Priority;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.budget.Watched;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An engine whose clock, timer and threads the test turns by hand. */
final class Bench {
    static final Owner SENDER = new Owner("sender", 1);
    static final Owner HEARER = new Owner("hearer", 2);

    final Queue<Runnable> work = new ArrayDeque<>();

    /** What the thread for the store of dead letters has to do, unless it does it at once. */
    final Queue<Runnable> letterWork = new ArrayDeque<>();

    boolean lettersAtOnce;
    final Set<Watched> watched = new LinkedHashSet<>();
    final List<Due> due = new ArrayList<>();
    final Structures structures = new Structures();
    final BusEngine engine;
    long nanos;

    /** What the timer is to do, and when. */
    record Due(long at, Runnable task) {}

    /** A bus whose messages get one attempt. */
    Bench() {
        this(settings(RedeliveryPolicy.NONE));
    }

    static BusSettings settings(RedeliveryPolicy redelivery) {
        BusSettings d = BusSettings.DEFAULTS;
        return new BusSettings(
                d.capacity(),
                d.overflow(),
                d.blockTimeout(),
                d.updateWindow(),
                d.stopDeadline(),
                d.deadLetters(),
                true,
                redelivery,
                2,
                d.budget());
    }

    Bench(BusSettings settings) {
        engine = new BusEngine(
                settings,
                new Surroundings(
                        work::add,
                        watched::add,
                        this::after,
                        new Clocks(() -> nanos, () -> 1_000_000 + nanos / 1_000_000),
                        structures),
                this::lettersWork);
    }

    private void lettersWork(Runnable task) {
        if (lettersAtOnce) {
            task.run();
        } else {
            letterWork.add(task);
        }
    }

    /** The thread for the store of dead letters works. */
    void runLetters() {
        for (Runnable next = letterWork.poll(); next != null; next = letterWork.poll()) {
            next.run();
        }
    }

    private Runnable after(Duration delay, Runnable task) {
        Due added = new Due(nanos + delay.toNanos(), task);
        due.add(added);
        return () -> due.remove(added);
    }

    void runAll() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }

    void windowEnds() {
        List.copyOf(due).forEach(each -> each.task().run());
    }

    /** Time passes, the timer does what is due, and the threads work. */
    void pass(Duration time) {
        nanos += time.toNanos();
        for (Due each : List.copyOf(due)) {
            if (each.at() <= nanos) {
                due.remove(each);
                each.task().run();
            }
        }
        runAll();
    }

    /** Time passes, and the watch looks at the handlers. */
    void look(Duration time) {
        nanos += time.toNanos();
        look(true);
        look(false);
        runAll();
    }

    private void look(boolean bringers) {
        for (Watched each : List.copyOf(watched)) {
            if (each.bringsCalls() == bringers && each.look(nanos, 0) == Watched.ENOUGH) {
                watched.remove(each);
                each.left();
            }
        }
    }

    TimeOrderedId send(String channel, String type, @Nullable Object data) {
        return engine.send(SENDER, Draft.plain(channel, type), data);
    }

    TimeOrderedId send(String channel, String type, @Nullable Object data, Duration life) {
        return engine.send(SENDER, new Draft(channel, type, Priority.NORMAL, life, Map.of(), null, false), data);
    }

    <T> Attachment subscribe(SubscriptionSpec<T> spec, MessageHandler<T> handler) {
        return engine.subscribe(HEARER, spec, spec.payload(), handler);
    }

    <T> Attachment subscribeAsync(SubscriptionSpec<T> spec, AsyncMessageHandler<T> handler) {
        return engine.attach(HEARER, spec, spec.payload(), HandlerCall.of(handler));
    }

    /** Subscribes and collects the payloads. */
    List<Object> hear(SubscriptionSpec<?> spec) {
        List<Object> heard = new ArrayList<>();
        MessageHandler<Object> collect = (Message<Object> message) -> heard.add(message.data());
        engine.subscribe(HEARER, spec, spec.payload(), collect);
        return heard;
    }

    SubscriptionSnapshot only() {
        return engine.subscriptions().get(0);
    }

    void channel(ChannelSpec spec) {
        engine.createChannel(spec);
    }
}
