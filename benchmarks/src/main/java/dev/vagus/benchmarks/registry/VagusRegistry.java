package dev.vagus.benchmarks.registry;

import dev.vagus.benchmarks.LocalFramework;
import dev.vagus.benchmarks.metrics.TracingCarrier;
import dev.vagus.breaker.internal.component.BreakerComponent;
import dev.vagus.metrics.internal.component.MetricsComponent;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiModule;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.MiddlewareOrder;
import dev.vagus.registry.internal.component.RegistryComponent;
import dev.vagus.security.internal.component.SecurityComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The registry of Vagus in a real framework: its own component with its default configuration, as the component runtime
 * would make it, and what is registered as services is found by its whiteboards. The breaker's component is there if asked
 * for.
 */
final class VagusRegistry implements AutoCloseable {
    private final LocalFramework framework = new LocalFramework();
    private final List<Object> components = new ArrayList<>();
    private final ApiRegistry registry;

    VagusRegistry() {
        components.add(new RegistryComponent(framework.context(), Map.of()));
        registry = framework.service(ApiRegistry.class);
    }

    /** Calls go through breakers, with their defaults, from now on. */
    VagusRegistry withBreakers() {
        components.add(0, new BreakerComponent(framework.context(), Map.of()));
        return this;
    }

    /** Calls are measured from now on. */
    VagusRegistry withMetrics() {
        components.add(0, new MetricsComponent(framework.context(), Map.of()));
        return this;
    }

    /** Security is there from now on, off. */
    VagusRegistry withSecurity() {
        components.add(0, new SecurityComponent(framework.context(), Map.of()));
        return this;
    }

    /** Calls are traced so from now on. */
    TracingCarrier.Begun traced(TracingCarrier carrier) {
        return carrier.begin(framework);
    }

    /** Calls go through this, too. */
    VagusRegistry with(String name, int order, ApiMiddleware middleware, String... options) {
        Map<String, Object> properties = Map.of(
                ApiMiddleware.NAME_PROPERTY,
                name,
                MiddlewareOrder.PROPERTY,
                order,
                ApiMiddleware.OPTIONS_PROPERTY,
                options);
        framework.register(ApiMiddleware.class, middleware, properties);
        return this;
    }

    /** Offers the operation. */
    VagusRegistry with(LabRunner lab) {
        framework.register(LabRunner.class, lab, Map.of(ApiModule.PROPERTY, LabRunner.MODULE));
        return this;
    }

    /** A service that is there beside the registry. */
    <T> T service(Class<T> type) {
        return framework.service(type);
    }

    /** What modules get. */
    ApiRegistry service() {
        return registry;
    }

    @Override
    public void close() {
        components.forEach(LocalFramework::deactivate);
        framework.close();
    }
}
