package dev.vagus.shell.internal.commands;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.metrics.CommunicationMetrics;
import dev.vagus.metrics.CommunicationStatus;
import dev.vagus.metrics.SelfTest;
import dev.vagus.metrics.Tracing;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.SecurityService;
import dev.vagus.security.TokenService;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.spi.GateKeeper;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The services of Vagus, each of which comes and goes with its bundle. Thread-safe. */
public interface Services {
    /** The message bus; null while it is not there. */
    @Nullable
    MessageBus findBus();

    /** The API registry; null while it is not there. */
    @Nullable
    ApiRegistry findRegistry();

    /** The events; null while they are not there. */
    @Nullable
    EventPublisher findEvents();

    /** The events of the past; null while they are not there. */
    @Nullable
    EventHistory findHistory();

    /** The circuit breakers and policies; null while they are not there. */
    @Nullable
    CircuitBreakers findBreakers();

    /** The metrics; null while they are not there. */
    @Nullable
    CommunicationMetrics findMetrics();

    /** Security; null while it is not there. */
    @Nullable
    SecurityService findSecurity();

    /** The tokens; null while they are not there. */
    @Nullable
    TokenService findTokens();

    /** Tracing; null while it is not there. */
    @Nullable
    Tracing findTracing();

    /** The status of Vagus; null while it is not there. */
    @Nullable
    CommunicationStatus findStatus();

    /** The self-test; null while it is not there. */
    @Nullable
    SelfTest findSelfTest();

    /** Who asks gates, by what it guards; those that are there now. */
    SortedMap<String, GateKeeper> keepers();

    /** The names of the gates that are there now. */
    Set<String> gates();

    /** The message bus, or a failure of the command that says why there is none. */
    default MessageBus bus() {
        return require(findBus(), "the message bus", "dev.vagus.bus");
    }

    /** The API registry, or a failure of the command that says why there is none. */
    default ApiRegistry registry() {
        return require(findRegistry(), "the API registry", "dev.vagus.registry");
    }

    /** The events, or a failure of the command that says why there are none. */
    default EventPublisher events() {
        return require(findEvents(), "the event service", "dev.vagus.events");
    }

    /** The events of the past, or a failure of the command that says why there are none. */
    default EventHistory history() {
        return require(findHistory(), "the event history", "dev.vagus.events");
    }

    /** The circuit breakers and policies, or a failure of the command that says why there are none. */
    default CircuitBreakers breakers() {
        return require(findBreakers(), "fault tolerance", "dev.vagus.breaker");
    }

    /** The metrics, or a failure of the command that says why there are none. */
    default CommunicationMetrics metrics() {
        return require(findMetrics(), "the metrics service", "dev.vagus.metrics");
    }

    /** Security, or a failure of the command that says why there is none. */
    default SecurityService security() {
        return require(findSecurity(), "security", "dev.vagus.security");
    }

    /** The tokens, or a failure of the command that says why there are none. */
    default TokenService tokens() {
        return require(findTokens(), "security", "dev.vagus.security");
    }

    /** Tracing, or a failure of the command that says why there is none. */
    default Tracing tracing() {
        return require(findTracing(), "tracing", "dev.vagus.metrics");
    }

    /** The status of Vagus, or a failure of the command that says why there is none. */
    default CommunicationStatus status() {
        return require(findStatus(), "the status", "dev.vagus.metrics");
    }

    /** The self-test, or a failure of the command that says why there is none. */
    default SelfTest selfTest() {
        return require(findSelfTest(), "the self-test", "dev.vagus.metrics");
    }

    private static <S> S require(@Nullable S service, String what, String bundle) {
        if (service == null) {
            throw new CommandException(what + " is not there: bundle " + bundle + " is not started");
        }
        return service;
    }
}
