package dev.vagus.delivery.trace;

import dev.vagus.spi.FlowTracer;
import java.util.Comparator;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Follows the {@link FlowTracer} services; of several the one of the highest ranking is told. It is told of all that begins
 * after the call that registers its service has returned, and of nothing that begins after the one that unregisters it.
 */
public final class TracerTracker implements ServiceTrackerCustomizer<FlowTracer, FlowTracer>, AutoCloseable {
    private final BundleContext context;
    private final TracerSlot slot;
    private final ServiceTracker<FlowTracer, FlowTracer> tracker;
    private final ConcurrentSkipListMap<ServiceReference<FlowTracer>, FlowTracer> present =
            new ConcurrentSkipListMap<>(Comparator.reverseOrder());

    /** Follows nothing yet. */
    public TracerTracker(BundleContext context, TracerSlot slot) {
        this.context = context;
        this.slot = slot;
        this.tracker = new ServiceTracker<>(context, FlowTracer.class, this);
    }

    /** Takes up what is there and follows what comes. */
    public void open() {
        tracker.open();
    }

    @Override
    public void close() {
        tracker.close();
    }

    @Override
    public @Nullable FlowTracer addingService(ServiceReference<FlowTracer> reference) {
        FlowTracer service = context.getService(reference);
        if (service != null) {
            present.put(reference, service);
            tell();
        }
        return service;
    }

    @Override
    public void modifiedService(ServiceReference<FlowTracer> reference, FlowTracer service) {
        tell();
    }

    @Override
    public void removedService(ServiceReference<FlowTracer> reference, FlowTracer service) {
        present.remove(reference);
        tell();
        context.ungetService(reference);
    }

    /** In one step with reading who is first, so that the last to tell tells the truth. */
    private synchronized void tell() {
        var first = present.firstEntry();
        slot.set(first == null ? null : first.getValue());
    }
}
