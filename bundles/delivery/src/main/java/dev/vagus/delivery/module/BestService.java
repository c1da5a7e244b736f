package dev.vagus.delivery.module;

import java.util.Comparator;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Follows the services of a type and tells which one has the highest ranking, also when its properties have changed. It is
 * told before the call returns that registers it, and told no more before the one returns that unregisters it.
 *
 * @param <S> the services' type
 */
public final class BestService<S> implements ServiceTrackerCustomizer<S, S>, AutoCloseable {
    private final BundleContext context;
    private final Consumer<@Nullable S> hearer;
    private final ServiceTracker<S, S> tracker;
    private final ConcurrentSkipListMap<ServiceReference<S>, S> present =
            new ConcurrentSkipListMap<>(Comparator.reverseOrder());

    /**
     * Follows nothing yet.
     *
     * @param hearer is told which one is used from now on, null for none; by one thread at a time, under a lock
     */
    public BestService(BundleContext context, Class<S> type, Consumer<@Nullable S> hearer) {
        this.context = context;
        this.hearer = hearer;
        this.tracker = new ServiceTracker<>(context, type, this);
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
    public @Nullable S addingService(ServiceReference<S> reference) {
        S service = context.getService(reference);
        if (service != null) {
            present.put(reference, service);
            tell();
        }
        return service;
    }

    @Override
    public void modifiedService(ServiceReference<S> reference, S service) {
        tell();
    }

    @Override
    public void removedService(ServiceReference<S> reference, S service) {
        present.remove(reference);
        tell();
        context.ungetService(reference);
    }

    /** In one step with reading who is first, so that the last to tell tells the truth. */
    private synchronized void tell() {
        var first = present.firstEntry();
        hearer.accept(first == null ? null : first.getValue());
    }
}
