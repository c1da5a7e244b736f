package dev.vagus.metrics;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Says how Vagus is: its parts, what is wrong with them, why, and what to do. A bundle-scoped service of the bundle
 * {@code dev.vagus.metrics}, thread-safe.
 *
 * <p>It looks through the services as the bundle that asks has them.
 */
@ProviderType
public interface CommunicationStatus {
    /**
     * Looks at everything now, on the calling thread; it waits for nothing and changes nothing. Dead letters and losses of
     * the store count as growing by what was seen up to {@code status.growth.window.ms} before (PID
     * {@code dev.vagus.metrics}); it is looked at whenever somebody asks, and by the health checks.
     *
     * @throws IllegalStateException when the bundle has stopped
     */
    StatusReport report();
}
