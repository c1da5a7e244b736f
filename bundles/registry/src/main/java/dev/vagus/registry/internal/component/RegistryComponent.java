package dev.vagus.registry.internal.component;

import dev.vagus.delivery.configuration.Given;
import dev.vagus.delivery.configuration.Refusals;
import dev.vagus.delivery.gate.GateTracker;
import dev.vagus.delivery.module.BestService;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.FailedRegistration;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.internal.engine.RegistryEngine;
import dev.vagus.registry.internal.engine.Settings;
import dev.vagus.registry.internal.tracking.Identities;
import dev.vagus.registry.internal.tracking.MiddlewareWhiteboard;
import dev.vagus.registry.internal.tracking.OperationWhiteboard;
import dev.vagus.spi.FlowTracer;
import dev.vagus.spi.PolicySource;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the engine: starts it and its whiteboard, gives each bundle its own view of it, tells it of bundles that stop.
 * The service goes first when it ends, so that nobody finds a registry that has stopped.
 */
@Component(
        configurationPid = RegistryConfig.PID,
        immediate = true,
        service = {})
@Designate(ocd = RegistryConfig.class)
@Capability(namespace = "osgi.implementation", name = "vagus.registry", version = "1.0.0")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"dev.vagus.registry.ApiRegistry\"",
        uses = ApiRegistry.class)
public final class RegistryComponent implements ServiceFactory<ApiRegistry> {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryComponent.class);

    private final BundleContext context;
    private final RegistryEngine engine;
    private final OperationWhiteboard operations;
    private final MiddlewareWhiteboard middleware;
    private final BestService<PolicySource> policies;
    private final GateTracker gates;
    private final BestService<FlowTracer> tracers;
    private final CodeRegistrations registrations = new CodeRegistrations();
    private final ModuleWatch modules;
    private final ServiceRegistration<?> service;
    private final Refusals refusals;

    /** Starts everything; called by the component runtime. */
    @Activate
    public RegistryComponent(BundleContext context, Map<String, Object> values) {
        this(context, refusalsOf(context), values);
    }

    private RegistryComponent(BundleContext context, Refusals refusals, Map<String, Object> values) {
        this(context, refusals, read(values, Settings.defaults(), refusals));
    }

    RegistryComponent(BundleContext context, Settings settings) {
        this(context, refusalsOf(context), settings);
    }

    private RegistryComponent(BundleContext context, Refusals refusals, Settings settings) {
        this.context = context;
        this.refusals = refusals;
        Identities identities = new Identities(context);
        this.engine = new RegistryEngine(settings, new Structures(), identities::stateOf, System::nanoTime);
        this.modules = new ModuleWatch(engine, registrations, identities);
        this.operations = new OperationWhiteboard(context, engine);
        this.middleware = new MiddlewareWhiteboard(context, engine);
        this.policies = new BestService<>(context, PolicySource.class, engine::policies);
        this.gates = new GateTracker(context, "registry");
        this.tracers = new BestService<>(context, FlowTracer.class, engine.tracers()::set);
        engine.behind(gates.gates());
        context.addBundleListener(modules);
        gates.open();
        tracers.open();
        policies.open();
        middleware.open();
        operations.open();
        this.service = context.registerService(ApiRegistry.class.getName(), this, new Hashtable<>());
    }

    /** Takes up a changed configuration; a wrong value leaves what held before. */
    @Modified
    void configure(Map<String, Object> values) {
        engine.configure(read(values, engine.settings(), refusals));
    }

    void configure(Settings settings) {
        engine.configure(settings);
    }

    int waitingCalls() {
        return engine.waitingCalls();
    }

    private static Refusals refusalsOf(BundleContext context) {
        return new Refusals(RegistryConfig.PID, context.getBundle().getBundleId());
    }

    private static Settings read(Map<String, Object> values, Settings former, Refusals refusals) {
        Given given = new Given(RegistryConfig.PID, values, LOG);
        Settings settings = RegistryConfig.Reader.settings(given, former);
        refusals.put(RegistryConfig.PID, given.wrong());
        return settings;
    }

    /** Middleware that was refused, and the configuration if it was. */
    private List<FailedRegistration> failures() {
        List<FailedRegistration> all = new ArrayList<>(middleware.failures());
        all.addAll(refusals.list());
        return all;
    }

    /** Stops everything, after waiting for the calls under way. */
    @Deactivate
    void stop() {
        service.unregister();
        engine.stop();
        operations.close();
        middleware.close();
        policies.close();
        gates.close();
        tracers.close();
        context.removeBundleListener(modules);
    }

    @Override
    public ApiRegistry getService(Bundle bundle, ServiceRegistration<ApiRegistry> registration) {
        return new RegistryFacade(engine, registrations, this::failures, Identities.of(bundle));
    }

    /** Closes nothing: what the bundle registered ends when it stops. */
    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<ApiRegistry> registration, ApiRegistry facade) {
        LOG.debug("{} let go of the registry", bundle.getSymbolicName());
    }
}
