package dev.vagus.metrics.internal.prometheus;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.metrics.internal.meter.Meters;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.SecurityService;
import org.jspecify.annotations.Nullable;

/**
 * What there is to read from now. Each may be null: its bundle is not there.
 *
 * @param meters the recorders of calls and deliveries
 * @param bus the message bus
 * @param registry the registry
 * @param events the events
 * @param history their history
 * @param breakers the breakers
 * @param security security
 */
public record Sources(
        @Nullable Meters meters,
        @Nullable MessageBus bus,
        @Nullable ApiRegistry registry,
        @Nullable EventPublisher events,
        @Nullable EventHistory history,
        @Nullable CircuitBreakers breakers,
        @Nullable SecurityService security) {}
