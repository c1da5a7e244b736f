package dev.vagus.events.internal.tracking;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.EventAdmin;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches for EventAdmin services of other bundles and tells whether there is one. The two roles are exclusive: alone, this
 * bundle turns what happens in the framework into events; beside another, that one does.
 * Whoever sees a change while another thread is switching leaves the switch to that thread, so that roles are switched one
 * after the other without a lock.
 */
public final class Neighbours implements ServiceTrackerCustomizer<EventAdmin, Boolean> {
    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

    private final long ownBundle;
    private final Roles roles;
    private final ServiceTracker<EventAdmin, Boolean> tracker;
    private final AtomicInteger others = new AtomicInteger();
    private final AtomicInteger pending = new AtomicInteger();
    private volatile boolean open;
    private @Nullable Boolean alone;

    /** What is done alone and what beside another; called by one thread at a time. */
    public interface Roles {
        /** There is no other EventAdmin now. */
        void alone();

        /** There is another EventAdmin now. */
        void beside();

        /** Neither is to be done any more. */
        void none();
    }

    /** With what is to be done. */
    public Neighbours(BundleContext context, Roles roles) {
        this.ownBundle = context.getBundle().getBundleId();
        this.roles = roles;
        this.tracker = new ServiceTracker<>(context, EventAdmin.class, this);
    }

    /** Begins; one of the roles is taken before this returns, unless another thread is at it. */
    public void open() {
        open = true;
        tracker.open();
        settle();
    }

    /** Gives up whatever role was taken. */
    public void close() {
        open = false;
        tracker.close();
        settle();
    }

    @Override
    public @Nullable Boolean addingService(ServiceReference<EventAdmin> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null || bundle.getBundleId() == ownBundle) {
            return null;
        }
        others.incrementAndGet();
        settle();
        return Boolean.TRUE;
    }

    @Override
    public void modifiedService(ServiceReference<EventAdmin> reference, Boolean other) {
        LOG.debug("The properties of {} have changed, which makes no difference", reference);
    }

    @Override
    public void removedService(ServiceReference<EventAdmin> reference, Boolean other) {
        others.decrementAndGet();
        settle();
    }

    private void settle() {
        if (pending.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            take(open ? others.get() == 0 : null);
            seen = pending.addAndGet(-seen);
        }
    }

    private void take(@Nullable Boolean wanted) {
        if (Objects.equals(wanted, alone)) {
            return;
        }
        alone = wanted;
        if (wanted == null) {
            roles.none();
        } else if (wanted) {
            LOG.info(
                    "No other EventAdmin is here: events of the framework, its bundles and services are raised by this one");
            roles.alone();
        } else {
            LOG.info(
                    "Another EventAdmin is here: it raises the events of the framework, and its Vagus events are heard");
            roles.beside();
        }
    }
}
