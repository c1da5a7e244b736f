package dev.vagus.bus.internal.component;

import dev.vagus.bus.AsyncMessageHandler;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.internal.engine.BusEngine;
import dev.vagus.bus.internal.engine.BusSettings;
import dev.vagus.bus.internal.engine.Clocks;
import dev.vagus.bus.internal.engine.Owner;
import dev.vagus.bus.internal.engine.Surroundings;
import dev.vagus.bus.internal.tracking.Handlers;
import dev.vagus.bus.internal.tracking.InterceptorServices;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.Survivor;
import dev.vagus.delivery.gate.GateTracker;
import dev.vagus.delivery.module.BestService;
import dev.vagus.delivery.module.ModuleNames;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.FailedRegistration;
import dev.vagus.spi.DeadLetterStore;
import dev.vagus.spi.DeliveryGuards;
import dev.vagus.spi.DeliveryMeters;
import dev.vagus.spi.FlowTracer;
import dev.vagus.spi.PolicySource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops the engine, hands it configuration and handler services, and registers the bus as a service that each
 * bundle gets in its own name.
 */
@Component(name = BusConfig.PID, configurationPid = BusConfig.PID, immediate = true, service = ConfiguredChannels.class)
@Designate(ocd = BusConfig.class)
@Capability(namespace = "osgi.implementation", name = "vagus.bus", version = "1.0.0", uses = MessageBus.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"dev.vagus.bus.MessageBus\"",
        uses = MessageBus.class,
        effective = "active")
public final class BusComponent implements ConfiguredChannels {
    private static final Logger LOG = LoggerFactory.getLogger(BusComponent.class);
    private static final int MOST_THREADS = 256;

    private final BundleContext context;
    private final CodeSubscriptions subscriptions = new CodeSubscriptions();
    private final CodeInterceptors codeInterceptors = new CodeInterceptors();
    private final TimerThread timer = new TimerThread();
    private final LettersThread letters = new LettersThread();
    private final Dispatcher dispatcher;
    private final Configurations configurations;
    private final BusEngine engine;
    private final Handlers handlers;
    private final InterceptorServices interceptors;
    private final ModuleWatch modules;
    private final GateTracker gates;
    private final BestService<FlowTracer> tracers;
    private @Nullable ServiceRegistration<MessageBus> registration;

    /** Puts the parts together. */
    @Activate
    public BusComponent(BundleContext context, Map<String, Object> values) {
        this.context = context;
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        dispatcher = new Dispatcher("vagus-bus", threads, MOST_THREADS);
        configurations = new Configurations(context.getBundle());
        engine = new BusEngine(
                configurations.bus(values, BusSettings.DEFAULTS),
                new Surroundings(dispatcher, timer, Clocks.SYSTEM, new Structures()),
                letters);
        gates = new GateTracker(context, "bus");
        engine.behind(gates.gates());
        tracers = new BestService<>(context, FlowTracer.class, engine.tracers()::set);
        handlers = new Handlers(this::window);
        interceptors = new InterceptorServices(engine);
        modules = new ModuleWatch(
                engine,
                dispatcher,
                subscriptions,
                codeInterceptors,
                handlers,
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION));
    }

    private Duration window(@Nullable Bundle bundle) {
        return modules.window(bundle);
    }

    /** Opens the bus. Handler services that are there already were bound before. */
    @Activate
    void start() {
        context.addBundleListener(modules);
        gates.open();
        tracers.open();
        handlers.start(engine);
        registration = context.registerService(MessageBus.class, new BusOfEachBundle(), null);
        LOG.info("the message bus is open");
    }

    /** A service of handlers has come. */
    @Reference(
            service = MessageHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedHandler",
            unbind = "removeHandler")
    void addHandler(ServiceReference<MessageHandler<?>> reference, MessageHandler<?> handler) {
        handlers.add(reference, handler);
    }

    void updatedHandler(ServiceReference<MessageHandler<?>> reference, MessageHandler<?> handler) {
        handlers.update(reference, handler);
    }

    void removeHandler(ServiceReference<MessageHandler<?>> reference) {
        handlers.remove(reference);
    }

    /** A service of asynchronous handlers has come. */
    @Reference(
            service = AsyncMessageHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedAsyncHandler",
            unbind = "removeAsyncHandler")
    void addAsyncHandler(ServiceReference<AsyncMessageHandler<?>> reference, AsyncMessageHandler<?> handler) {
        handlers.add(reference, handler);
    }

    void updatedAsyncHandler(ServiceReference<AsyncMessageHandler<?>> reference, AsyncMessageHandler<?> handler) {
        handlers.update(reference, handler);
    }

    void removeAsyncHandler(ServiceReference<AsyncMessageHandler<?>> reference) {
        handlers.remove(reference);
    }

    /** An interceptor has come. Those that are there already were bound before anybody could send. */
    @Reference(
            service = MessageInterceptor.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedInterceptor",
            unbind = "removeInterceptor")
    void addInterceptor(ServiceReference<MessageInterceptor> reference, MessageInterceptor interceptor) {
        interceptors.put(reference, interceptor);
    }

    void updatedInterceptor(ServiceReference<MessageInterceptor> reference, MessageInterceptor interceptor) {
        interceptors.put(reference, interceptor);
    }

    void removeInterceptor(ServiceReference<MessageInterceptor> reference) {
        interceptors.remove(reference);
    }

    /** Policies have come. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedPolicies",
            unbind = "removePolicies")
    void addPolicies(PolicySource source) {
        engine.policies().source(null, source);
    }

    void updatedPolicies(PolicySource source) {
        engine.policies().review();
        LOG.debug("the policies of {} have changed", source);
    }

    void removePolicies(PolicySource source) {
        engine.policies().source(source, null);
    }

    /** What guards deliveries by policy has come. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, unbind = "removeGuards")
    void addGuards(DeliveryGuards guards) {
        engine.policies().guards(null, guards);
    }

    void removeGuards(DeliveryGuards guards) {
        engine.policies().guards(guards, null);
    }

    /** What measures deliveries has come. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, unbind = "removeMeters")
    void addMeters(DeliveryMeters meters) {
        engine.meters().service(null, meters);
    }

    void removeMeters(DeliveryMeters meters) {
        engine.meters().service(meters, null);
    }

    /** A store of dead letters has come, or a better one. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "removeStore")
    void addStore(DeadLetterStore store) {
        engine.deadLetterOffice().store(store);
    }

    void removeStore(DeadLetterStore store) {
        engine.deadLetterOffice().storeLeaves(store, engine.settings().stopDeadline());
    }

    @Modified
    void modified(Map<String, Object> values) {
        engine.settings(configurations.bus(values, engine.settings()));
    }

    /** Refuses what comes, delivers what is queued until the deadline, then ends. */
    @Deactivate
    void stop() {
        ServiceRegistration<MessageBus> registered = registration;
        if (registered != null) {
            registered.unregister();
        }
        engine.refuse();
        handlers.stop();
        context.removeBundleListener(modules);
        dispatcher.awaitQuiet(engine.settings().stopDeadline());
        engine.close();
        gates.close();
        tracers.close();
        timer.stop();
        letters.stop();
        for (Survivor survivor : dispatcher.stop(Duration.ZERO)) {
            LOG.warn("a thread did not end with the message bus: {}", survivor);
        }
        LOG.info("the message bus has stopped");
    }

    @Override
    public BusSettings usual() {
        return engine.settings();
    }

    @Override
    public void put(ChannelSpec spec) {
        engine.createChannel(spec);
    }

    @Override
    public void refused(String pid, List<String> wrong) {
        configurations.ofChannel(pid, wrong);
    }

    @Override
    public void reset(String name) {
        engine.resetChannel(name);
    }

    /** Gives each bundle a bus that carries its name. What a bundle subscribed ends with the bundle, not with this. */
    private final class BusOfEachBundle implements ServiceFactory<MessageBus> {
        @Override
        public MessageBus getService(Bundle bundle, ServiceRegistration<MessageBus> registered) {
            Owner owner = new Owner(ModuleNames.of(bundle), bundle.getBundleId());
            return new BundleBus(engine, owner, subscriptions, codeInterceptors, this::failures);
        }

        private List<FailedRegistration> failures() {
            List<FailedRegistration> all = new ArrayList<>(handlers.failures());
            all.addAll(interceptors.failures());
            all.addAll(engine.refusedInterceptors());
            all.addAll(configurations.failures());
            return all;
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<MessageBus> registered, MessageBus service) {
            // A bundle may put the service back between two uses; its subscriptions stay.
        }
    }
}
