package dev.vagus.delivery.module;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bundles between STARTING and STARTED. One that is stopped in between has failed to start, and what waits for its
 * module waits in vain. Thread-safe; told by a synchronous bundle listener.
 */
public final class ModuleStarts {
    private final Set<Long> starting = ConcurrentHashMap.newKeySet();

    /** The bundle is STARTING. */
    public void begun(long bundleId) {
        starting.add(bundleId);
    }

    /** The bundle is STARTED. */
    public void done(long bundleId) {
        starting.remove(bundleId);
    }

    /** The bundle is STOPPED: whether that is the end of a start which failed. */
    public boolean failed(long bundleId) {
        return starting.remove(bundleId);
    }
}
