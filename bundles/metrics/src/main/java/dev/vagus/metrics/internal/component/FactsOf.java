package dev.vagus.metrics.internal.component;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.metrics.internal.status.Facts;
import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.SecurityService;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the services of one bundle what is known. A service that stops meanwhile counts as not there. */
final class FactsOf {
    private final CallerServices services;
    private final Instant now;
    private final Duration growth;

    FactsOf(CallerServices services, Instant now, Duration growth) {
        this.services = services;
        this.now = now;
        this.growth = growth;
    }

    Facts with(Map<String, Set<String>> required, Set<String> gates, boolean storeStarted, String refusal) {
        return new Facts(
                now,
                unlessStopped(this::bus),
                unlessStopped(this::registry),
                unlessStopped(this::events),
                unlessStopped(this::breakers),
                security(),
                required,
                gates,
                storeStarted,
                refusal);
    }

    private static <T> @Nullable T unlessStopped(Supplier<@Nullable T> question) {
        try {
            return question.get();
        } catch (VagusException e) {
            return null;
        }
    }

    private Facts.@Nullable Bus bus() {
        MessageBus bus = services.bus();
        if (bus == null) {
            return null;
        }
        DeadLetterSnapshot letters = bus.deadLetterSnapshot();
        Instant since = now.minus(growth);
        long died = letters.letters() == 0
                ? 0
                : bus.deadLetters().stream()
                        .filter(each -> each.failedAt().isAfter(since))
                        .count();
        return new Facts.Bus(bus.channels(), bus.subscriptions(), letters, died, bus.failedRegistrations());
    }

    private Facts.@Nullable Registry registry() {
        ApiRegistry registry = services.registry();
        return registry == null ? null : new Facts.Registry(registry.snapshot(), registry.failedRegistrations());
    }

    private Facts.@Nullable Events events() {
        EventPublisher events = services.events();
        EventHistory history = services.history();
        return events == null
                ? null
                : new Facts.Events(
                        events.handlers(),
                        history == null ? null : unlessStopped(history::snapshot),
                        events.failedRegistrations());
    }

    private Facts.@Nullable Breakers breakers() {
        CircuitBreakers breakers = services.breakers();
        return breakers == null ? null : new Facts.Breakers(breakers.list(), breakers.failedPolicies());
    }

    private Facts.@Nullable Security security() {
        SecurityService security = services.security();
        if (security == null) {
            return null;
        }
        try {
            return new Facts.Security(security.snapshot(), "");
        } catch (VagusException e) {
            return new Facts.Security(null, String.valueOf(e.getMessage()));
        }
    }
}
