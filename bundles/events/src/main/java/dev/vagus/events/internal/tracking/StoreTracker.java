package dev.vagus.events.internal.tracking;

import dev.vagus.events.internal.history.Durability;
import dev.vagus.spi.HistoryStore;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Tells the history which store there is: of several the one of the highest ranking. */
public final class StoreTracker implements ServiceTrackerCustomizer<HistoryStore, HistoryStore> {
    private final BundleContext context;
    private final Durability durability;
    private final ServiceTracker<HistoryStore, HistoryStore> tracker;

    /** With whom to tell. */
    public StoreTracker(BundleContext context, Durability durability) {
        this.context = context;
        this.durability = durability;
        this.tracker = new ServiceTracker<>(context, HistoryStore.class, this);
    }

    /** Begins; a store that is there already is known when this returns. */
    public void open() {
        tracker.open();
        choose(null);
    }

    /** Ends; there is no store any more. */
    public void close() {
        tracker.close();
        durability.store(null);
    }

    @Override
    public @Nullable HistoryStore addingService(ServiceReference<HistoryStore> reference) {
        HistoryStore store = Security.privileged(() -> context.getService(reference));
        if (store != null) {
            choose(new Candidate(reference, store));
        }
        return store;
    }

    @Override
    public void modifiedService(ServiceReference<HistoryStore> reference, HistoryStore store) {
        choose(null);
    }

    @Override
    public void removedService(ServiceReference<HistoryStore> reference, HistoryStore store) {
        choose(null);
        Security.privileged(() -> context.ungetService(reference));
    }

    private record Candidate(ServiceReference<HistoryStore> reference, HistoryStore store) {}

    /**
     * Chooses among those that are tracked.
     *
     * @param coming one that is about to be tracked, or null
     */
    private synchronized void choose(@Nullable Candidate coming) {
        ServiceReference<HistoryStore> best = coming == null ? null : coming.reference;
        HistoryStore chosen = coming == null ? null : coming.store;
        for (var each : tracker.getTracked().entrySet()) {
            if (best == null || each.getKey().compareTo(best) > 0) {
                best = each.getKey();
                chosen = each.getValue();
            }
        }
        durability.store(chosen);
    }
}
