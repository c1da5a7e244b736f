package dev.vagus.events.internal.adapter;

import dev.vagus.events.internal.engine.EventEngine;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Finds logs whose entries nobody posts as events: a log service that knows the package of Event Admin, such as those of
 * pax-logging and Felix, posts them itself. Where the package of the Log Service is not there, nothing is looked for.
 */
final class Logs implements ServiceTrackerCustomizer<Object, Logs.Followed> {
    private static final String LOG_PACKAGE = "org.osgi.service.log";

    private final BundleContext context;
    private final EventEngine engine;
    private final ServiceTracker<Object, Followed> tracker;

    /** A log that is followed, and how that ends. */
    record Followed(Runnable end) {}

    Logs(BundleContext context, EventEngine engine) {
        this.context = context;
        this.engine = engine;
        tracker = new ServiceTracker<>(context, LOG_PACKAGE + ".LogReaderService", this);
    }

    void open() {
        if (PackageUse.mayUse(context.getBundle(), LOG_PACKAGE)) {
            tracker.open();
        }
    }

    void close() {
        tracker.close();
    }

    @Override
    public @Nullable Followed addingService(ServiceReference<Object> reference) {
        Bundle provider = reference.getBundle();
        if (provider == null || PackageUse.mayUse(provider, PackageUse.EVENTS)) {
            return null;
        }
        Object log = context.getService(reference);
        return log == null ? null : new Followed(LogEvents.follow(log, engine));
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, Followed followed) {
        // Its properties make no difference.
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Followed followed) {
        followed.end().run();
        context.ungetService(reference);
    }
}
