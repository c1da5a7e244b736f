package dev.vagus.metrics.internal.component;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.MessageBus;
import dev.vagus.delivery.configuration.Given;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.metrics.CommunicationMetrics;
import dev.vagus.metrics.internal.meter.CallMeters;
import dev.vagus.metrics.internal.meter.DeliveryRecorders;
import dev.vagus.metrics.internal.meter.Meters;
import dev.vagus.metrics.internal.meter.RecentCalls;
import dev.vagus.metrics.internal.window.Sampler;
import dev.vagus.metrics.internal.window.Snapshots;
import dev.vagus.metrics.internal.window.Window;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiMiddlewareFactory;
import dev.vagus.registry.MiddlewareOrder;
import dev.vagus.spi.DeliveryMeters;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Measures while it is active: goes around calls, meters handlers, and looks at the figures once a second. */
@Component(
        name = MetricsConfig.PID,
        configurationPid = MetricsConfig.PID,
        immediate = true,
        service = MetricsComponent.class)
@Designate(ocd = MetricsConfig.class)
@Capability(namespace = "osgi.implementation", name = "vagus.metrics", version = "1.0.0")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"dev.vagus.metrics.CommunicationMetrics\"",
        uses = CommunicationMetrics.class,
        effective = "active")
public final class MetricsComponent {
    private final ServiceFacts facts = new ServiceFacts();
    private final Meters meters;
    private final Window window;
    private final Sampler sampler;
    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private volatile MeterSettings settings;

    /** Begins to measure; called by the component runtime. */
    @Activate
    public MetricsComponent(BundleContext context, Map<String, Object> values) {
        settings = MeterSettings.read(given(values), MeterSettings.DEFAULTS);
        meters = new Meters(settings.series(), System::nanoTime);
        window = new Window(meters, facts, System::nanoTime, settings.window());
        RecentCalls recent = new RecentCalls();
        Dictionary<String, Object> around = new Hashtable<>();
        around.put(ApiMiddleware.NAME_PROPERTY, "metrics");
        around.put(MiddlewareOrder.PROPERTY, MiddlewareOrder.METRICS);
        services.add(context.registerService(
                ApiMiddlewareFactory.class, new CallMeters(meters, recent, System::nanoTime), around));
        services.add(context.registerService(DeliveryMeters.class, new DeliveryRecorders(meters), new Hashtable<>()));
        services.add(context.registerService(
                CommunicationMetrics.class,
                new Snapshots(meters, window, recent, facts, System::currentTimeMillis),
                new Hashtable<>()));
        sampler = new Sampler(this::sample);
    }

    /** What is wrong with it is told by the status. */
    private static Given given(Map<String, Object> values) {
        return new Given(MetricsConfig.PID, values, null);
    }

    private void sample() {
        window.tick();
        meters.maintain();
    }

    /** Everything that is counted, for those who show it elsewhere. */
    public Meters meters() {
        return meters;
    }

    /** How many names of one kind have figures of their own. */
    int seriesMax() {
        return settings.series();
    }

    @Modified
    void configure(Map<String, Object> values) {
        settings = MeterSettings.read(given(values), settings);
        meters.limit(settings.series());
        window.settings(settings.window());
    }

    /** Takes everything back; calls and deliveries go on without. */
    @Deactivate
    void stop() {
        services.forEach(ServiceRegistration::unregister);
        sampler.close();
    }

    /** The bus has come. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, unbind = "removeBus")
    void addBus(MessageBus bus) {
        facts.bus(null, bus);
    }

    void removeBus(MessageBus bus) {
        facts.bus(bus, null);
    }

    /** The events have come. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, unbind = "removeEvents")
    void addEvents(EventPublisher events) {
        facts.events(null, events);
    }

    void removeEvents(EventPublisher events) {
        facts.events(events, null);
    }

    /** The history has come. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, unbind = "removeHistory")
    void addHistory(EventHistory history) {
        facts.history(null, history);
    }

    void removeHistory(EventHistory history) {
        facts.history(history, null);
    }

    /** The breakers have come. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, unbind = "removeBreakers")
    void addBreakers(CircuitBreakers breakers) {
        facts.breakers(null, breakers);
    }

    void removeBreakers(CircuitBreakers breakers) {
        facts.breakers(breakers, null);
    }
}
