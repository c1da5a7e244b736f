package dev.vagus.shell.internal.component;

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
import dev.vagus.shell.internal.commands.Services;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GateKeeper;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
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
    private volatile @Nullable CommunicationMetrics metrics;

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

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Tracing tracing;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable CommunicationStatus status;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable SelfTest selfTest;

    private final Map<String, GateKeeper> keepers = new ConcurrentHashMap<>();
    private final Map<ServiceReference<Gate>, String> gates = new ConcurrentHashMap<>();

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
    public @Nullable CommunicationMetrics findMetrics() {
        return metrics;
    }

    @Override
    public @Nullable SecurityService findSecurity() {
        return security;
    }

    @Override
    public @Nullable TokenService findTokens() {
        return tokens;
    }

    @Override
    public @Nullable Tracing findTracing() {
        return tracing;
    }

    @Override
    public @Nullable CommunicationStatus findStatus() {
        return status;
    }

    @Override
    public @Nullable SelfTest findSelfTest() {
        return selfTest;
    }

    @Override
    public SortedMap<String, GateKeeper> keepers() {
        return new TreeMap<>(keepers);
    }

    @Override
    public Set<String> gates() {
        return Set.copyOf(gates.values());
    }

    /** One that asks gates has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "removeKeeper")
    void addKeeper(GateKeeper keeper, Map<String, Object> properties) {
        keepers.put(String.valueOf(properties.get(GateKeeper.GUARDED_PROPERTY)), keeper);
    }

    void removeKeeper(GateKeeper keeper) {
        keepers.values().remove(keeper);
    }

    /** A gate has come; only its name is of interest. */
    @Reference(
            service = Gate.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeGate")
    void addGate(ServiceReference<Gate> reference) {
        gates.put(reference, String.valueOf(reference.getProperty(Gate.NAME_PROPERTY)));
    }

    void removeGate(ServiceReference<Gate> reference) {
        gates.remove(reference);
    }
}
