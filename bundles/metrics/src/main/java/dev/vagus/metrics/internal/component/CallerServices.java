package dev.vagus.metrics.internal.component;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.metrics.internal.meter.OwnTraffic;
import dev.vagus.metrics.internal.selftest.Concerns;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.SecurityService;
import dev.vagus.security.TokenService;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * The services of Vagus as one bundle has them, got in its name and given back at the end: what is done through them is
 * attributed to that bundle, allowed to it, and goes when it stops. As they are when this is made.
 */
final class CallerServices implements Concerns, AutoCloseable {
    private final Bundle bundle;
    private final BundleContext context;
    private final List<ServiceReference<?>> used = new ArrayList<>();
    private final @Nullable MessageBus bus;
    private final @Nullable ApiRegistry registry;
    private final @Nullable EventPublisher events;
    private final @Nullable EventHistory history;
    private final @Nullable CircuitBreakers breakers;
    private final @Nullable TokenService tokens;
    private final @Nullable SecurityService security;

    CallerServices(Bundle bundle) {
        this.bundle = bundle;
        this.context = contextOf(bundle);
        bus = find(MessageBus.class);
        registry = find(ApiRegistry.class);
        events = find(EventPublisher.class);
        history = find(EventHistory.class);
        breakers = find(CircuitBreakers.class);
        tokens = find(TokenService.class);
        security = find(SecurityService.class);
    }

    private static BundleContext contextOf(Bundle bundle) {
        BundleContext context = bundle.getBundleContext();
        if (context == null) {
            throw new IllegalStateException("the bundle " + bundle.getSymbolicName()
                    + " has stopped, so nothing can be tried or looked at in its name");
        }
        return context;
    }

    private <S> @Nullable S find(Class<S> type) {
        ServiceReference<S> reference = context.getServiceReference(type);
        S service = reference == null ? null : context.getService(reference);
        if (service != null) {
            used.add(reference);
        }
        return service;
    }

    @Override
    public @Nullable MessageBus bus() {
        return bus;
    }

    @Override
    public @Nullable ApiRegistry registry() {
        return registry;
    }

    @Override
    public @Nullable EventPublisher events() {
        return events;
    }

    @Override
    public @Nullable EventHistory history() {
        return history;
    }

    @Override
    public @Nullable CircuitBreakers breakers() {
        return breakers;
    }

    @Override
    public @Nullable TokenService tokens() {
        return tokens;
    }

    /** Security; null while it is not there. */
    @Nullable
    SecurityService security() {
        return security;
    }

    /** The name of a module belongs to the bundle that claims it, so each has its own. */
    @Override
    public String module() {
        return OwnTraffic.MODULE + bundle.getBundleId();
    }

    /** Gives the services back; harmless when the bundle has stopped meanwhile, which did the same. */
    @Override
    public void close() {
        try {
            used.forEach(context::ungetService);
        } catch (IllegalStateException e) {
            used.clear();
        }
    }
}
