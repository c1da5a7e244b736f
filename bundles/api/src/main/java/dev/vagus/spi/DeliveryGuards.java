package dev.vagus.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What policies put around the deliveries of a bus: circuit breakers, rate limits and bulkheads, one guard for each
 * subscription. A service; there is at most one. The bus asks it for a guard when a subscription begins, when this service
 * comes, and when the {@link PolicySource#EPOCH} changes. Thread-safe; no method blocks or calls back.
 */
@ConsumerType
public interface DeliveryGuards {
    /**
     * A subscription whose deliveries are guarded.
     *
     * @param target what policies call its channel, such as {@code channel:Configuration}
     * @param subscription its name on the channel, or what stands for one; not empty
     * @param module the name of the module that subscribed
     * @param bundleId the id of that module's bundle
     */
    record GuardedSubscription(String target, String subscription, String module, long bundleId) {
        /** Under which its breaker is known, such as {@code channel:Configuration/labrunner-config}. */
        public String name() {
            return target + '/' + subscription;
        }
    }

    /**
     * Whether policies put anything around the deliveries of this target now.
     *
     * @param target {@code channel:Configuration}
     */
    boolean apply(String target);

    /**
     * A guard of this subscription with nothing counted, which goes by the policies until it is closed.
     *
     * @param changed called, without a lock and on any thread, after something has happened by which
     *     {@link DeliveryGuard#refusal} may be another: a transition, a reset, other settings; it does not block and never throws.
     *     May be called before this method returns
     */
    DeliveryGuard guard(GuardedSubscription subscription, Runnable changed);
}
