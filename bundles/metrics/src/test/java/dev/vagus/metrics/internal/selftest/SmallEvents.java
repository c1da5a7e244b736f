package dev.vagus.metrics.internal.selftest;

import dev.vagus.events.EventBuilder;
import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.EventReceipt;
import dev.vagus.events.EventSubscription;
import dev.vagus.events.HistorySnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEventHandler;
import dev.vagus.module.Registration;
import dev.vagus.module.TimeOrderedId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Events and their history in small. */
final class SmallEvents {
    private record Hearer(EventSubscription subscription, ModuleEventHandler handler) {}

    final World world;
    long capacity = 100;
    private final List<Hearer> hearers = new CopyOnWriteArrayList<>();
    private final List<ModuleEvent> kept = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();

    SmallEvents(World world) {
        this.world = world;
    }

    List<String> leftovers() {
        List<String> all = new ArrayList<>();
        hearers.forEach(each -> all.add("handler of " + each.subscription().name()));
        kept.forEach(each -> all.add("event " + each.id()));
        return all;
    }

    Registration subscribe(EventSubscription subscription, ModuleEventHandler handler) {
        Hearer hearer = new Hearer(subscription, handler);
        hearers.add(hearer);
        return Partial.of(Registration.class, new Object() {
            @SuppressWarnings("unused")
            void close() {
                hearers.remove(hearer);
            }
        });
    }

    EventBuilder event(String name) {
        return Partial.of(EventBuilder.class, new Draft(name));
    }

    EventPage query(EventQuery query) {
        return new EventPage(
                kept.stream()
                        .filter(each -> query.correlationId() == null
                                || query.correlationId().equals(each.correlationId()))
                        .toList(),
                null);
    }

    long clear(EventQuery which) {
        if (!world.has(Fault.CLEARS_NO_HISTORY)) {
            kept.removeAll(query(which).events());
        }
        return 0;
    }

    HistorySnapshot snapshot() {
        return new HistorySnapshot(kept.size(), 0, 0, capacity, 0, null, world.hasStore, 0, 0, null);
    }

    final class Draft {
        private final String name;
        private final Map<String, Object> data = new HashMap<>();
        private String channel = "Events";
        private String correlation = "";
        private boolean keep;

        Draft(String name) {
            this.name = name;
        }

        private EventBuilder self() {
            return Partial.of(EventBuilder.class, this);
        }

        EventBuilder channel(String wanted) {
            channel = wanted;
            return self();
        }

        EventBuilder correlationId(String id) {
            correlation = id;
            return self();
        }

        EventBuilder persist(boolean wanted) {
            keep = wanted;
            return self();
        }

        EventBuilder data(Map<String, ?> entries) {
            data.putAll(entries);
            return self();
        }

        EventReceipt publish() {
            Map<String, Object> raised = world.has(Fault.CHANGES_EVENTS) ? Map.of() : Map.copyOf(data);
            TimeOrderedId id = TimeOrderedId.next();
            ModuleEvent event =
                    new ModuleEvent(id.toString(), name, channel, "test", Instant.EPOCH, correlation, raised);
            if (keep && !world.has(Fault.KEEPS_NO_HISTORY)) {
                kept.add(event);
            }
            boolean some = count.incrementAndGet() % 10 == 0;
            if (!world.has(Fault.LOSES_EVENTS) && !(some && world.has(Fault.LOSES_SOME_EVENTS))) {
                hearers.stream()
                        .filter(each -> channel.equals(each.subscription().channel()))
                        .filter(each -> name.matches(each.subscription().name().replace("*", ".*")))
                        .forEach(each -> world.threads.execute(() -> hand(each, event)));
            }
            return new Receipt(id);
        }

        private static void hand(Hearer hearer, ModuleEvent event) {
            try {
                hearer.handler().onEvent(event);
            } catch (Exception e) {
                throw new AssertionError("the handler failed", e);
            }
        }
    }

    private final class Receipt implements EventReceipt {
        private final TimeOrderedId id;

        Receipt(TimeOrderedId id) {
            this.id = id;
        }

        @Override
        public TimeOrderedId id() {
            return id;
        }

        @Override
        public CompletionStage<Boolean> persisted() {
            return world.has(Fault.NEVER_ANSWERS_OF_THE_STORE)
                    ? new CompletableFuture<>()
                    : CompletableFuture.completedFuture(!world.has(Fault.WRITES_NO_EVENTS));
        }
    }
}
