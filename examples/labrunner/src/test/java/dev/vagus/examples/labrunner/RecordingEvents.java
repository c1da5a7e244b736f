package dev.vagus.examples.labrunner;

import dev.vagus.events.EventBuilder;
import dev.vagus.events.EventExplanation;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventReceipt;
import dev.vagus.events.EventSubscription;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.ModuleEventHandler;
import dev.vagus.events.TypedEventHandler;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Registration;
import dev.vagus.module.TimeOrderedId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was published. */
final class RecordingEvents implements EventPublisher {
    final List<String> names = new CopyOnWriteArrayList<>();
    final List<Map<String, ?>> data = new CopyOnWriteArrayList<>();

    @Override
    public EventReceipt publish(String name, Map<String, ?> entries) {
        names.add(name);
        data.add(entries);
        TimeOrderedId id = TimeOrderedId.next();
        return () -> id;
    }

    @Override
    public EventReceipt publish(String name, Record entries) {
        throw new AssertionError("the lab publishes maps");
    }

    @Override
    public EventBuilder event(String name) {
        throw new AssertionError("the lab publishes without more to say");
    }

    @Override
    public Registration subscribe(EventSubscription subscription, ModuleEventHandler handler) {
        throw new AssertionError("the lab hears no events");
    }

    @Override
    public <T> Registration subscribe(
            EventSubscription subscription, Class<T> type, TypedEventHandler<? super T> handler) {
        throw new AssertionError("the lab hears no events");
    }

    @Override
    public EventExplanation explain(String topic) {
        throw new AssertionError("the lab explains nothing");
    }

    @Override
    public List<HandlerSnapshot> handlers() {
        return List.of();
    }

    @Override
    public List<FailedRegistration> failedRegistrations() {
        return List.of();
    }
}
