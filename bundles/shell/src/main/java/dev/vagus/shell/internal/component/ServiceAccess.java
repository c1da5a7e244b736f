package dev.vagus.shell.internal.component;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.SecurityService;
import dev.vagus.security.TokenService;
import dev.vagus.shell.internal.commands.Services;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The services that are there now, as the component runtime brings and takes them. */
@Component(service = Services.class)
public final class ServiceAccess implements Services {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable MessageBus bus;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ApiRegistry registry;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable EventPublisher events;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable EventHistory history;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable CircuitBreakers breakers;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable SecurityService security;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable TokenService tokens;

    @Override
    public @Nullable MessageBus findBus() {
        return bus;
    }

    @Override
    public @Nullable ApiRegistry findRegistry() {
        return registry;
    }

    @Override
    public @Nullable EventPublisher findEvents() {
        return events;
    }

    @Override
    public @Nullable EventHistory findHistory() {
        return history;
    }

    @Override
    public @Nullable CircuitBreakers findBreakers() {
        return breakers;
    }

    @Override
    public @Nullable SecurityService findSecurity() {
        return security;
    }

    @Override
    public @Nullable TokenService findTokens() {
        return tokens;
    }
}
