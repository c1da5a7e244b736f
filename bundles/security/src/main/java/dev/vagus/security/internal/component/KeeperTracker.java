package dev.vagus.security.internal.component;

import dev.vagus.security.internal.control.Keepers;
import dev.vagus.spi.GateKeeper;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Brings those who ask gates to {@link Keepers}, on the thread that registers them. */
final class KeeperTracker implements ServiceTrackerCustomizer<GateKeeper, GateKeeper>, AutoCloseable {
    private final BundleContext context;
    private final Keepers keepers;
    private final ServiceTracker<GateKeeper, GateKeeper> tracker;

    KeeperTracker(BundleContext context, Keepers keepers) {
        this.context = context;
        this.keepers = keepers;
        this.tracker = new ServiceTracker<>(context, GateKeeper.class, this);
    }

    void open() {
        tracker.open();
    }

    @Override
    public @Nullable GateKeeper addingService(ServiceReference<GateKeeper> reference) {
        GateKeeper keeper = context.getService(reference);
        if (keeper != null) {
            Object guards = reference.getProperty(GateKeeper.GUARDED_PROPERTY);
            keepers.add(guards == null ? "service " + reference.getProperty("service.id") : guards.toString(), keeper);
        }
        return keeper;
    }

    @Override
    public void modifiedService(ServiceReference<GateKeeper> reference, GateKeeper keeper) {
        // What it guards does not change.
    }

    @Override
    public void removedService(ServiceReference<GateKeeper> reference, GateKeeper keeper) {
        keepers.remove(keeper);
        context.ungetService(reference);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
