package dev.vagus.registry.internal.component;

import dev.vagus.module.Registration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** What bundles registered in code, so that it can be ended when they stop. Thread-safe. */
final class CodeRegistrations {
    private final Map<Long, Set<Handle>> byBundle = new ConcurrentHashMap<>();

    /** One registration of one bundle. */
    final class Handle implements Registration {
        private final long bundleId;
        private final Runnable close;
        private final Runnable closeAndDrain;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Handle(long bundleId, Runnable close, Runnable closeAndDrain) {
            this.bundleId = bundleId;
            this.close = close;
            this.closeAndDrain = closeAndDrain;
        }

        @Override
        public void close() {
            end(close);
        }

        @Override
        public boolean isOpen() {
            return open.get();
        }

        private void end(Runnable how) {
            if (open.compareAndSet(true, false)) {
                byBundle.computeIfPresent(bundleId, (id, handles) -> {
                    handles.remove(this);
                    return handles.isEmpty() ? null : handles;
                });
                how.run();
            }
        }
    }

    /**
     * Keeps a registration.
     *
     * @param close ends it without waiting
     * @param closeAndDrain ends it and waits for its calls
     */
    Registration add(long bundleId, Runnable close, Runnable closeAndDrain) {
        Handle handle = new Handle(bundleId, close, closeAndDrain);
        byBundle.compute(bundleId, (id, handles) -> {
            Set<Handle> all = handles == null ? ConcurrentHashMap.newKeySet() : handles;
            all.add(handle);
            return all;
        });
        return handle;
    }

    /** Ends everything of a bundle, waiting for its calls. */
    void stopped(long bundleId) {
        for (Handle handle : List.copyOf(byBundle.getOrDefault(bundleId, Set.of()))) {
            handle.end(handle.closeAndDrain);
        }
    }
}
