package dev.vagus.bus.internal.component;

import dev.vagus.module.Registration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** What interceptors each bundle added in code, so that they go when the bundle does. Thread-safe. */
final class CodeInterceptors {
    /** Guarded by this object. */
    private final Map<Long, Set<Handle>> byBundle = new HashMap<>();

    private final class Handle implements Registration {
        private final long bundleId;
        private final Runnable remove;
        private final AtomicBoolean open = new AtomicBoolean(true);

        Handle(long bundleId, Runnable remove) {
            this.bundleId = bundleId;
            this.remove = remove;
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                forget(this);
                remove.run();
            }
        }

        @Override
        public boolean isOpen() {
            return open.get();
        }
    }

    /** Keeps one; closing it removes the interceptor. */
    synchronized Registration add(long bundleId, Runnable remove) {
        Handle handle = new Handle(bundleId, remove);
        byBundle.computeIfAbsent(bundleId, id -> new HashSet<>()).add(handle);
        return handle;
    }

    private synchronized void forget(Handle handle) {
        Set<Handle> own = byBundle.get(handle.bundleId);
        if (own != null && own.remove(handle) && own.isEmpty()) {
            byBundle.remove(handle.bundleId);
        }
    }

    /** Ends those of the bundle. */
    void end(long bundleId) {
        Set<Handle> own;
        synchronized (this) {
            own = byBundle.remove(bundleId);
        }
        if (own != null) {
            own.forEach(Handle::close);
        }
    }
}
