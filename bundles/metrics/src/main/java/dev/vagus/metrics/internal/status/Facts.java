package dev.vagus.metrics.internal.status;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.HistorySnapshot;
import dev.vagus.module.FailedRegistration;
import dev.vagus.registry.RegistrySnapshot;
import dev.vagus.security.SecuritySnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known at one moment; each part is null where its bundle is not there.
 *
 * @param at when, by the wall clock
 * @param bus of the message bus
 * @param registry of the API registry
 * @param events of the events and their history
 * @param breakers of the circuit breakers and policies
 * @param security of security
 * @param required the gates that are required, by what they guard
 * @param gates the gates that are there
 * @param storeStarted whether the bundle of the store is active, whether it offers a store or not
 * @param refusal why the limits of the status were refused; empty when they were not
 */
public record Facts(
        Instant at,
        @Nullable Bus bus,
        @Nullable Registry registry,
        @Nullable Events events,
        @Nullable Breakers breakers,
        @Nullable Security security,
        Map<String, Set<String>> required,
        Set<String> gates,
        boolean storeStarted,
        String refusal) {
    /**
     * Of the message bus.
     *
     * @param lettersSince how many of the dead letters died within the window of growth
     */
    public record Bus(
            List<ChannelSnapshot> channels,
            List<SubscriptionSnapshot> subscriptions,
            DeadLetterSnapshot letters,
            long lettersSince,
            List<FailedRegistration> failures) {}

    /** Of the API registry. */
    public record Registry(RegistrySnapshot snapshot, List<FailedRegistration> failures) {}

    /** Of the events; the history is null while it is not there. */
    public record Events(
            List<HandlerSnapshot> handlers, @Nullable HistorySnapshot history, List<FailedRegistration> failures) {}

    /** Of the circuit breakers and policies. */
    public record Breakers(List<BreakerSnapshot> breakers, List<FailedRegistration> refusedPolicies) {}

    /** Of security; the snapshot is null for one that may not see it, and then there is a reason. */
    public record Security(@Nullable SecuritySnapshot snapshot, String hidden) {}
}
