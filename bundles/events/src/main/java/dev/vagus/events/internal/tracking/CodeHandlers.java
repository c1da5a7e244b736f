package dev.vagus.events.internal.tracking;

import dev.vagus.events.EventSubscription;
import dev.vagus.events.EventsStoppedException;
import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.engine.HandlerEntry;
import dev.vagus.events.internal.engine.HandlerIdentity;
import dev.vagus.events.internal.engine.HandlerKind;
import dev.vagus.events.internal.engine.Interest;
import dev.vagus.events.internal.engine.Sink;
import dev.vagus.module.Registration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;

/** Handlers that bundles registered in code. They go when they are closed or when their bundle stops. Thread-safe. */
public final class CodeHandlers {
    private final EventEngine engine;
    private final Set<Handle> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong number = new AtomicLong();
    private volatile boolean stopped;

    /** With the engine that they are served by. */
    public CodeHandlers(EventEngine engine) {
        this.engine = engine;
    }

    private final class Handle implements Registration {
        private final long bundleId;
        private final HandlerEntry entry;
        private final AtomicBoolean isOpen = new AtomicBoolean(true);

        Handle(long bundleId, HandlerEntry entry) {
            this.bundleId = bundleId;
            this.entry = entry;
        }

        @Override
        public void close() {
            if (isOpen.compareAndSet(true, false)) {
                open.remove(this);
                engine.remove(entry);
            }
        }

        @Override
        public boolean isOpen() {
            return isOpen.get();
        }
    }

    /**
     * Adds a handler of this bundle.
     *
     * @throws IllegalArgumentException when a pattern or the filter is not valid
     * @throws IllegalStateException when the bundle does not run
     * @throws EventsStoppedException after {@link #close()}
     */
    public Registration add(Bundle bundle, String module, EventSubscription wanted, Sink handler) {
        Interest interest = ModuleInterests.of(wanted, Security.maySubscribe(bundle));
        HandlerIdentity identity =
                new HandlerIdentity("c" + number.incrementAndGet(), HandlerKind.MODULE, module, bundle.getBundleId());
        HandlerEntry entry = engine.add(identity, interest, handler);
        Handle handle = new Handle(bundle.getBundleId(), entry);
        open.add(handle);
        requireRunning(bundle, module, handle);
        return handle;
    }

    /** Checked after the handle is known: a stop either finds the handle, or is seen here. */
    private void requireRunning(Bundle bundle, String module, Handle handle) {
        if (stopped) {
            handle.close();
            throw new EventsStoppedException("Module " + module
                    + " was not subscribed: the events bundle has stopped. Get the EventPublisher service again");
        }
        if ((bundle.getState() & (Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING)) == 0) {
            handle.close();
            throw new IllegalStateException(
                    "Module " + module + " was not subscribed: its bundle " + bundle.getBundleId() + " does not run");
        }
    }

    /** Closes what this bundle registered. */
    public void closeOf(long bundleId) {
        for (Handle handle : List.copyOf(open)) {
            if (handle.bundleId == bundleId) {
                handle.close();
            }
        }
    }

    /** Closes everything; nothing can be added any more. */
    public void close() {
        stopped = true;
        List.copyOf(open).forEach(Handle::close);
    }
}
