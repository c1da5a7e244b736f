package dev.vagus.metrics.internal.selftest;

import dev.vagus.events.EventHistory;
import dev.vagus.events.EventQuery;
import dev.vagus.events.EventReceipt;
import dev.vagus.events.EventSubscription;
import dev.vagus.events.ModuleEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is tried of events and their history. */
final class EventChecks {
    private static final String CONCERN = "events";
    private static final String NAME = "SelfTestRaised";
    private static final String RUN = "Run";

    private EventChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(CONCERN, "event heard", EventChecks::heard),
                new Check(CONCERN, "history", EventChecks::history),
                new Check("store", "event persisted", EventChecks::persisted));
    }

    private static String heard(Scene scene) throws InterruptedException {
        BlockingQueue<ModuleEvent> heard = new LinkedBlockingQueue<>();
        scene.later(scene.events()
                .subscribe(EventSubscription.to("SelfTest*").on(scene.place().eventChannel()), heard::add)::close);
        long start = System.nanoTime();
        EventReceipt receipt = publish(scene, false);
        ModuleEvent event = Waiting.next(
                heard,
                scene.patience(),
                () -> "an event was published and not heard within " + Texts.time(scene.patience())
                        + "; vagus:event-handler-list shows how handlers are");
        String took = Texts.since(start);
        Texts.expect("the id of the event heard", receipt.id().toString(), event.id());
        Texts.expect("its data", Map.of(RUN, scene.place().correlation()), event.data());
        return "heard after " + took;
    }

    private static String history(Scene scene) throws InterruptedException {
        EventHistory history = scene.history();
        if (history.snapshot().capacity() == 0) {
            throw new CheckSkipped("the configuration keeps no events (history.capacity of dev.vagus.events is 0)");
        }
        EventReceipt receipt = publish(scene, true);
        if (!Waiting.until(() -> kept(scene, receipt), scene.patience())) {
            throw new CheckFailed("the event " + receipt.id() + " was published to be kept, and is not in the history "
                    + Texts.time(scene.patience()) + " later");
        }
        history.clear(mine(scene));
        Texts.expect("whether the history holds it after it was cleared", false, kept(scene, receipt));
        return "kept, found by its correlation id, and cleared";
    }

    private static boolean kept(Scene scene, EventReceipt receipt) {
        return scene.history().query(mine(scene)).events().stream()
                .anyMatch(event -> event.id().equals(receipt.id().toString()));
    }

    private static String persisted(Scene scene) throws InterruptedException {
        if (!scene.history().snapshot().hasStore()) {
            throw new CheckSkipped("the bundle dev.vagus.store is not started, or has no database: events and dead"
                    + " letters are in memory only");
        }
        long start = System.nanoTime();
        EventReceipt receipt = publish(scene, true);
        try {
            boolean stored = receipt.persisted()
                    .toCompletableFuture()
                    .get(scene.patience().toMillis(), TimeUnit.MILLISECONDS);
            Texts.expect("whether a store has the event", true, stored);
        } catch (TimeoutException e) {
            throw new CheckFailed("the store has not written an event within " + Texts.time(scene.patience()));
        } catch (ExecutionException e) {
            throw new CheckFailed("the store has not written an event: " + Texts.reason(e));
        }
        return "written after " + Texts.since(start);
    }

    private static EventReceipt publish(Scene scene, boolean keep) {
        EventReceipt receipt = scene.events()
                .event(NAME)
                .channel(scene.place().eventChannel())
                .correlationId(scene.place().correlation())
                .persist(keep)
                .data(Map.of(RUN, scene.place().correlation()))
                .publish();
        if (keep) {
            EventHistory history = scene.history();
            scene.later(() -> history.clear(mine(scene)));
        }
        return receipt;
    }

    private static EventQuery mine(Scene scene) {
        return EventQuery.ALL.correlatedBy(scene.place().correlation());
    }
}
