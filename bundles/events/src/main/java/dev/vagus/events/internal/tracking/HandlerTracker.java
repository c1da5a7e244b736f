package dev.vagus.events.internal.tracking;

import static dev.vagus.events.EventSubscriber.REPLAY_POSITION_PROPERTY;

import dev.vagus.delivery.module.ModuleNames;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.ModuleEventHandler;
import dev.vagus.events.TypedEventHandler;
import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.engine.HandlerIdentity;
import dev.vagus.events.internal.engine.HandlerKind;
import dev.vagus.events.internal.engine.PositionTakenException;
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
public final class HandlerTracker<S> implements ServiceTrackerCustomizer<S, HandlerTracker.Tracked<S>> {
    private final BundleContext context;
    private final EventEngine engine;
    private final Failures failures;
    private final HandlerKind kind;
    private final InterestReader reader;
    private final Deliveries<S> deliveries;
    private final ServiceTracker<S, Tracked<S>> tracker;

    /** One handler service: its life in the engine, and how it is called. */
    record Tracked<S>(TrackedHandler handler, ServiceCall<S> call) {}

    /** How one service is called. Asked again whenever its properties have changed. */
    private interface Deliveries<S> {
        /**
         * How this one is called.
         *
         * @throws InvalidHandlerException when its properties make that impossible
         */
        ServiceCall.Delivery<S> of(ServiceReference<S> reference, Bundle bundle);
    }

    private HandlerTracker(
            BundleContext context,
            EventEngine engine,
            Failures failures,
            HandlerKind kind,
            String type,
            InterestReader reader,
            Deliveries<S> deliveries) {
        this.context = context;
        this.engine = engine;
        this.failures = failures;
        this.kind = kind;
        this.reader = reader;
        this.deliveries = deliveries;
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
                EventHandler.class.getName(),
                new OsgiInterests(),
                (reference, bundle) -> (handler, occurrence) -> handler.handleEvent(occurrence.event()));
    }

    /** A tracker of the handlers of Vagus events. */
    public static HandlerTracker<ModuleEventHandler> ofModuleEventHandlers(
            BundleContext context, EventEngine engine, Failures failures) {
        return new HandlerTracker<>(
                context,
                engine,
                failures,
                HandlerKind.MODULE,
                ModuleEventHandler.class.getName(),
                new ModuleInterests(),
                (reference, bundle) -> (handler, occurrence) -> handler.onEvent(occurrence.view()));
    }

    /** A tracker of the handlers of Vagus events that have a type of their own for the data. */
    public static HandlerTracker<TypedEventHandler<?>> ofTypedEventHandlers(
            BundleContext context, EventEngine engine, Failures failures, Structures structures) {
        return new HandlerTracker<>(
                context,
                engine,
                failures,
                HandlerKind.MODULE,
                TypedEventHandler.class.getName(),
                new ModuleInterests(),
                (reference, bundle) -> TypedDelivery.of(structures, reference, bundle)::deliver);
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
    public @Nullable Tracked<S> addingService(ServiceReference<S> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null || bundle.getBundleId() == context.getBundle().getBundleId()) {
            return null;
        }
        LazyService<S> service = new LazyService<>(context, reference);
        HandlerIdentity identity = new HandlerIdentity(
                "s" + HandlerProperties.serviceId(reference), kind, ModuleNames.of(bundle), bundle.getBundleId());
        ServiceCall<S> call = new ServiceCall<>(service);
        Tracked<S> tracked = new Tracked<>(new TrackedHandler(engine, identity, service, call), call);
        update(reference, bundle, tracked);
        return tracked;
    }

    @Override
    public void modifiedService(ServiceReference<S> reference, Tracked<S> tracked) {
        Bundle bundle = reference.getBundle();
        if (bundle != null) {
            update(reference, bundle, tracked);
        }
    }

    @Override
    public void removedService(ServiceReference<S> reference, Tracked<S> tracked) {
        tracked.handler().end();
        failures.remove(HandlerProperties.serviceId(reference));
        mend();
    }

    private void update(ServiceReference<S> reference, Bundle bundle, Tracked<S> tracked) {
        TrackedHandler handler = tracked.handler();
        long serviceId = HandlerProperties.serviceId(reference);
        try {
            tracked.call().by(deliveries.of(reference, bundle));
            handler.wants(reader.read(reference, Security.maySubscribe(bundle)));
            failures.remove(serviceId);
        } catch (InvalidHandlerException e) {
            refuse(handler, serviceId, e.asked(), e);
        } catch (PositionTakenException e) {
            refuse(handler, serviceId, String.valueOf(reference.getProperty(REPLAY_POSITION_PROPERTY)), e);
        }
    }

    private void refuse(TrackedHandler handler, long serviceId, String asked, Exception reason) {
        handler.invalid();
        failures.put(new FailedRegistration(
                "event-handler",
                asked,
                handler.identity().module(),
                handler.identity().bundleId(),
                serviceId,
                String.valueOf(reason.getMessage())));
    }

    /** What was refused may be possible now that another one has left. */
    private void mend() {
        tracker.getTracked().forEach((reference, tracked) -> {
            Bundle bundle = reference.getBundle();
            if (bundle != null && !tracked.handler().isServed()) {
                update(reference, bundle, tracked);
            }
        });
    }
}
