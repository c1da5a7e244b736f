package dev.vagus.metrics.internal.selftest;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.TokenService;
import org.jspecify.annotations.Nullable;

/** The services of Vagus as the one sees them for whom something is tried; each is null where its bundle is not there. */
public interface Concerns {
    /** The message bus. */
    @Nullable
    MessageBus bus();

    /** The API registry. */
    @Nullable
    ApiRegistry registry();

    /** The events. */
    @Nullable
    EventPublisher events();

    /** The events of the past. */
    @Nullable
    EventHistory history();

    /** The circuit breakers. */
    @Nullable
    CircuitBreakers breakers();

    /** The tokens. */
    @Nullable
    TokenService tokens();

    /** A name for a module of operations that belongs to the one for whom it is tried. */
    String module();
}
