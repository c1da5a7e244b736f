package dev.vagus.events.internal.tracking;

import dev.vagus.delivery.meter.HandlerMeters;
import dev.vagus.spi.DeliveryMeters;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Tells the handlers which service measures them. */
public final class MetersTracker implements ServiceTrackerCustomizer<DeliveryMeters, DeliveryMeters> {
    private final BundleContext context;
    private final HandlerMeters meters;
    private final ServiceTracker<DeliveryMeters, DeliveryMeters> tracker;

    /** With whom to tell. */
    public MetersTracker(BundleContext context, HandlerMeters meters) {
        this.context = context;
        this.meters = meters;
        this.tracker = new ServiceTracker<>(context, DeliveryMeters.class, this);
    }

    /** Begins; a service that is there already is known when this returns. */
    public void open() {
        tracker.open();
    }

    /** Ends; nothing measures any more. */
    public void close() {
        tracker.close();
    }

    @Override
    public @Nullable DeliveryMeters addingService(ServiceReference<DeliveryMeters> reference) {
        DeliveryMeters service = Security.privileged(() -> context.getService(reference));
        if (service != null) {
            meters.service(null, service);
        }
        return service;
    }

    @Override
    public void modifiedService(ServiceReference<DeliveryMeters> reference, DeliveryMeters service) {
        // Its properties say nothing.
    }

    @Override
    public void removedService(ServiceReference<DeliveryMeters> reference, DeliveryMeters service) {
        meters.service(service, null);
        Security.privileged(() -> context.ungetService(reference));
    }
}
