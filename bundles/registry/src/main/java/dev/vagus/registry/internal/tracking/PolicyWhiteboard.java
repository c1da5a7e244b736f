package dev.vagus.registry.internal.tracking;

import dev.vagus.registry.internal.engine.RegistryEngine;
import dev.vagus.spi.PolicySource;
import java.util.Comparator;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Follows the {@link PolicySource} services; the engine goes by the one of the highest ranking. */
public final class PolicyWhiteboard implements ServiceTrackerCustomizer<PolicySource, PolicySource>, AutoCloseable {
    private final BundleContext context;
    private final RegistryEngine engine;
    private final ServiceTracker<PolicySource, PolicySource> tracker;
    private final ConcurrentSkipListMap<ServiceReference<PolicySource>, PolicySource> present =
            new ConcurrentSkipListMap<>(Comparator.reverseOrder());

    /** Follows nothing yet. */
    public PolicyWhiteboard(BundleContext context, RegistryEngine engine) {
        this.context = context;
        this.engine = engine;
        this.tracker = new ServiceTracker<>(context, PolicySource.class, this);
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
    public @Nullable PolicySource addingService(ServiceReference<PolicySource> reference) {
        PolicySource source = context.getService(reference);
        if (source != null) {
            present.put(reference, source);
            tell();
        }
        return source;
    }

    @Override
    public void modifiedService(ServiceReference<PolicySource> reference, PolicySource source) {
        tell();
    }

    @Override
    public void removedService(ServiceReference<PolicySource> reference, PolicySource source) {
        present.remove(reference);
        tell();
        context.ungetService(reference);
    }

    /** In one step with reading who is first, so that the last to tell tells the truth. */
    private synchronized void tell() {
        var first = present.firstEntry();
        engine.policies(first == null ? null : first.getValue());
    }
}
