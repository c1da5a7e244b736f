package dev.vagus.events.internal.component;

import dev.vagus.events.EventBuilder;
import dev.vagus.events.EventExplanation;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventReceipt;
import dev.vagus.events.EventSubscription;
import dev.vagus.events.EventTopics;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.ModuleEventHandler;
import dev.vagus.events.TypedEventHandler;
import dev.vagus.events.internal.engine.Publication;
import dev.vagus.events.internal.tracking.Security;
import dev.vagus.events.internal.tracking.TypedDelivery;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Registration;
import dev.vagus.module.TimeOrderedId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** The event system as one bundle sees it: stateless but for who that is. */
final class BundlePublisher implements EventPublisher {
    private final Publishing publishing;
    private final Bundle bundle;
    private final String module;

    private record Receipt(TimeOrderedId id, CompletionStage<Boolean> persisted) implements EventReceipt {}

    BundlePublisher(Publishing publishing, Bundle bundle, String module) {
        this.publishing = publishing;
        this.bundle = bundle;
        this.module = module;
    }

    @Override
    public EventReceipt publish(String name, Map<String, ?> data) {
        return publish(Draft.of(name, data), null);
    }

    @Override
    public EventReceipt publish(String name, Record data) {
        return publish(name, entriesOf(data));
    }

    Map<String, Object> entriesOf(Record data) {
        return Security.privileged(() -> publishing.mapping().entriesOf(data));
    }

    /**
     * With the right to its topic a publisher has all that it needs: its data is taken apart under our privileges. The gate
     * is asked before, with everybody on the stack.
     */
    EventReceipt publish(Draft draft, @Nullable String token) {
        publishing.engine().door().requirePublish(draft.name(), module, bundle.getBundleId(), token);
        if (Security.isOff()) {
            return raise(draft);
        }
        EventTopics.requireToken("event name", draft.name());
        Security.checkPublish(EventTopics.topic(draft.channel(), draft.name()));
        return Security.privileged(() -> raise(draft));
    }

    private EventReceipt raise(Draft draft) {
        Publication publication = draft.by(module, publishing.mapping());
        CompletionStage<Boolean> persisted = publishing.engine().publish(publication);
        return new Receipt(TimeOrderedId.parse(publication.event().id()), persisted);
    }

    EventExplanation explain(Draft draft) {
        return withRefused(publishing.engine().explainer().explain(draft.by(module, publishing.mapping())));
    }

    @Override
    public EventExplanation explain(String topic) {
        return withRefused(publishing.engine().explainer().explain(topic));
    }

    private EventExplanation withRefused(EventExplanation explanation) {
        List<EventExplanation.Recipient> all = new ArrayList<>(explanation.recipients());
        for (FailedRegistration failure : publishing.failures().handlers()) {
            all.add(new EventExplanation.Recipient(
                    "s" + failure.serviceId(),
                    "",
                    failure.module(),
                    EventExplanation.Verdict.REFUSED,
                    failure.reason()));
        }
        return new EventExplanation(explanation.topic(), explanation.kept(), all);
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
