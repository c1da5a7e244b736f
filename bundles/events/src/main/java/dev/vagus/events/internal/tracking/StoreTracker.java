package dev.vagus.events.internal.tracking;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Tells which store of a kind there is: of several the one of the highest ranking.
 *
 * @param <S> the kind
 */
public final class StoreTracker<S> implements ServiceTrackerCustomizer<S, S> {
    private final BundleContext context;
    private final Consumer<@Nullable S> hearer;
    private final ServiceTracker<S, S> tracker;

    /**
     * Tells nothing yet.
     *
     * @param hearer is told which one is used from now on, null for none; by one thread at a time, under a lock
     */
    public StoreTracker(BundleContext context, Class<S> type, Consumer<@Nullable S> hearer) {
        this.context = context;
        this.hearer = hearer;
        this.tracker = new ServiceTracker<>(context, type, this);
    }

    /** Begins; a store that is there already is known when this returns. */
    public void open() {
        tracker.open();
        choose(null);
    }

    /** Ends; there is no store any more. */
    public void close() {
        tracker.close();
        hearer.accept(null);
    }

    @Override
    public @Nullable S addingService(ServiceReference<S> reference) {
        S store = Security.privileged(() -> context.getService(reference));
        if (store != null) {
            choose(new Candidate<>(reference, store));
        }
        return store;
    }

    @Override
    public void modifiedService(ServiceReference<S> reference, S store) {
        choose(null);
    }

    @Override
    public void removedService(ServiceReference<S> reference, S store) {
        choose(null);
        Security.privileged(() -> context.ungetService(reference));
    }

    private record Candidate<S>(ServiceReference<S> reference, S store) {}

    /**
     * Chooses among those that are tracked.
     *
     * @param coming one that is about to be tracked, or null
     */
    private synchronized void choose(@Nullable Candidate<S> coming) {
        ServiceReference<S> best = coming == null ? null : coming.reference;
        S chosen = coming == null ? null : coming.store;
        for (var each : tracker.getTracked().entrySet()) {
            if (best == null || each.getKey().compareTo(best) > 0) {
                best = each.getKey();
                chosen = each.getValue();
            }
        }
        hearer.accept(chosen);
    }
}
