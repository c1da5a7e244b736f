package dev.vagus.events.internal.component;

import dev.vagus.events.EventBuilder;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventReceipt;
import dev.vagus.events.EventSubscription;
import dev.vagus.events.EventTopics;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.events.ModuleEventHandler;
import dev.vagus.events.TypedEventHandler;
import dev.vagus.events.internal.engine.Publication;
import dev.vagus.events.internal.tracking.Security;
import dev.vagus.events.internal.tracking.TypedDelivery;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Registration;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.FlowContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** The event system as one bundle sees it: stateless but for who that is. */
final class BundlePublisher implements EventPublisher {
    private final Publishing publishing;
    private final Bundle bundle;
    private final String module;

    private record Receipt(TimeOrderedId id) implements EventReceipt {}

    BundlePublisher(Publishing publishing, Bundle bundle, String module) {
        this.publishing = publishing;
        this.bundle = bundle;
        this.module = module;
    }

    @Override
    public EventReceipt publish(String name, Map<String, ?> data) {
        return publish(name, EventTopics.DEFAULT_CHANNEL, null, data, Set.of(), null, null);
    }

    @Override
    public EventReceipt publish(String name, Record data) {
        return publish(name, entriesOf(data));
    }

    Map<String, Object> entriesOf(Record data) {
        return publishing.mapping().entriesOf(data);
    }

    EventReceipt publish(
            String name,
            String channel,
            @Nullable String correlationId,
            Map<String, ?> data,
            Set<Mark> marks,
            @Nullable Boolean persist,
            Publication.@Nullable Sticky sticky) {
        String correlation =
                correlationId != null ? correlationId : FlowContext.current().correlationId();
        ModuleEvent event = publishing.mapping().create(name, channel, module, correlation, data, marks);
        Security.checkPublish(EventTopics.topic(channel, name));
        publishing.engine().publish(new Publication(event, persist, sticky));
        return new Receipt(TimeOrderedId.parse(event.id()));
    }

    @Override
    public EventBuilder event(String name) {
        return new PublisherEventBuilder(this, EventTopics.requireToken("event name", name));
    }

    @Override
    public Registration subscribe(EventSubscription subscription, ModuleEventHandler handler) {
        return publishing
                .handlers()
                .add(bundle, module, subscription, occurrence -> handler.onEvent(occurrence.view()));
    }

    @Override
    public <T> Registration subscribe(
            EventSubscription subscription, Class<T> type, TypedEventHandler<? super T> handler) {
        TypedDelivery typed = new TypedDelivery(publishing.structures(), type);
        return publishing
                .handlers()
                .add(bundle, module, subscription, occurrence -> typed.deliver(handler, occurrence));
    }

    @Override
    public List<HandlerSnapshot> handlers() {
        publishing.engine().requireRunning();
        return publishing.engine().snapshots();
    }

    @Override
    public List<FailedRegistration> failedRegistrations() {
        publishing.engine().requireRunning();
        return publishing.failures().list();
    }
}
