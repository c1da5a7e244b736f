package dev.vagus.events.internal.tracking;

import dev.vagus.delivery.module.ModuleNames;
import dev.vagus.events.ModuleEventHandler;
import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.engine.HandlerIdentity;
import dev.vagus.events.internal.engine.HandlerKind;
import dev.vagus.events.internal.engine.Occurrence;
import dev.vagus.module.FailedRegistration;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.EventHandler;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Brings handler services into the engine and out of it. It tracks references: a handler's object is fetched at its first
 * event. Services of this bundle itself are left out.
 */
public final class HandlerTracker<S> implements ServiceTrackerCustomizer<S, TrackedHandler> {
    private final BundleContext context;
    private final EventEngine engine;
    private final Failures failures;
    private final HandlerKind kind;
    private final InterestReader reader;
    private final Delivery<S> delivery;
    private final ServiceTracker<S, TrackedHandler> tracker;

    /** Calls the handler with what it understands. */
    private interface Delivery<S> {
        void deliver(S handler, Occurrence occurrence) throws Exception;
    }

    private HandlerTracker(
            BundleContext context,
            EventEngine engine,
            Failures failures,
            HandlerKind kind,
            Class<S> type,
            InterestReader reader,
            Delivery<S> delivery) {
        this.context = context;
        this.engine = engine;
        this.failures = failures;
        this.kind = kind;
        this.reader = reader;
        this.delivery = delivery;
        this.tracker = new ServiceTracker<>(context, type, this);
    }

    /** A tracker of the handlers of OSGi events. */
    public static HandlerTracker<EventHandler> ofEventHandlers(
            BundleContext context, EventEngine engine, Failures failures) {
        return new HandlerTracker<>(
                context,
                engine,
                failures,
                HandlerKind.OSGI,
                EventHandler.class,
                new OsgiInterests(),
                (handler, occurrence) -> handler.handleEvent(occurrence.event()));
    }

    /** A tracker of the handlers of Vagus events. */
    public static HandlerTracker<ModuleEventHandler> ofModuleEventHandlers(
            BundleContext context, EventEngine engine, Failures failures) {
        return new HandlerTracker<>(
                context,
                engine,
                failures,
                HandlerKind.MODULE,
                ModuleEventHandler.class,
                new ModuleInterests(),
                (handler, occurrence) -> handler.onEvent(occurrence.view()));
    }

    /** Begins with the services that exist. */
    public void open() {
        tracker.open();
    }

    /** Removes all handlers from the engine and gives their objects back. */
    public void close() {
        tracker.close();
    }

    @Override
    public @Nullable TrackedHandler addingService(ServiceReference<S> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null || bundle.getBundleId() == context.getBundle().getBundleId()) {
            return null;
        }
        LazyService<S> service = new LazyService<>(context, reference);
        HandlerIdentity identity = new HandlerIdentity(
                "s" + HandlerProperties.serviceId(reference), kind, ModuleNames.of(bundle), bundle.getBundleId());
        TrackedHandler handler = new TrackedHandler(
                engine, identity, service, occurrence -> delivery.deliver(service.get(), occurrence));
        update(reference, bundle, handler);
        return handler;
    }

    @Override
    public void modifiedService(ServiceReference<S> reference, TrackedHandler handler) {
        Bundle bundle = reference.getBundle();
        if (bundle != null) {
            update(reference, bundle, handler);
        }
    }

    @Override
    public void removedService(ServiceReference<S> reference, TrackedHandler handler) {
        handler.end();
        failures.remove(HandlerProperties.serviceId(reference));
    }

    private void update(ServiceReference<S> reference, Bundle bundle, TrackedHandler handler) {
        long serviceId = HandlerProperties.serviceId(reference);
        try {
            handler.wants(reader.read(reference, Security.maySubscribe(bundle)));
            failures.remove(serviceId);
        } catch (InvalidHandlerException e) {
            handler.invalid();
            failures.put(new FailedRegistration(
                    "event-handler",
                    e.asked(),
                    handler.identity().module(),
                    bundle.getBundleId(),
                    serviceId,
                    String.valueOf(e.getMessage())));
        }
    }
}
