package dev.vagus.metrics.internal.component;

import dev.vagus.delivery.configuration.Given;
import dev.vagus.metrics.CommunicationStatus;
import dev.vagus.metrics.StatusReport;
import dev.vagus.metrics.internal.status.Judgement;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GateKeeper;
import java.time.Clock;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the status for each bundle, and looks for it at gates and at those who need them. */
@Component(
        name = "dev.vagus.metrics.status",
        configurationPid = MetricsConfig.PID,
        immediate = true,
        service = StatusSource.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"dev.vagus.metrics.CommunicationStatus\"",
        uses = CommunicationStatus.class)
public final class StatusComponent implements StatusSource, ServiceFactory<CommunicationStatus> {
    private static final Logger LOG = LoggerFactory.getLogger(StatusComponent.class);
    private static final String STORE = "dev.vagus.store";

    private final Clock clock = Clock.systemUTC();
    private final Judgement judgement = new Judgement();
    private final Map<GateKeeper, String> keepers = new ConcurrentHashMap<>();
    private final Map<ServiceReference<Gate>, String> gates = new ConcurrentHashMap<>();
    private volatile StatusSettings settings = StatusSettings.DEFAULTS;
    private volatile boolean stopped;
    private @Nullable ServiceRegistration<?> service;

    @Activate
    void start(BundleContext context, MetricsConfig config, Map<String, Object> values) {
        configure(config, values);
        service = context.registerService(CommunicationStatus.class.getName(), this, new Hashtable<>());
    }

    @Modified
    void configure(MetricsConfig config, Map<String, Object> values) {
        settings = settings.read(new Given(MetricsConfig.PID, values, LOG), () -> TraceConfiguration.wrong(config));
    }

    @Deactivate
    void stop() {
        stopped = true;
        if (service != null) {
            service.unregister();
        }
    }

    @Override
    public StatusReport report(Bundle bundle) {
        if (stopped) {
            throw new IllegalStateException("the bundle dev.vagus.metrics has stopped, and the status with it");
        }
        StatusSettings current = settings;
        Map<String, Set<String>> required = new TreeMap<>();
        keepers.forEach((keeper, guarded) -> required.put(guarded, keeper.required()));
        try (CallerServices services = new CallerServices(bundle)) {
            FactsOf facts =
                    new FactsOf(services, clock.instant(), current.limits().growth());
            Set<String> there = Set.copyOf(gates.values());
            return judgement.judge(
                    facts.with(required, there, isStoreStarted(bundle), current.refusal()), current.limits());
        }
    }

    private static boolean isStoreStarted(Bundle bundle) {
        BundleContext context = bundle.getBundleContext();
        return context != null
                && Stream.of(context.getBundles())
                        .anyMatch(each -> each.getState() == Bundle.ACTIVE && STORE.equals(each.getSymbolicName()));
    }

    @Override
    public CommunicationStatus getService(Bundle bundle, ServiceRegistration<CommunicationStatus> registration) {
        return () -> report(bundle);
    }

    /** Nothing is kept for a bundle. */
    @Override
    public void ungetService(
            Bundle bundle, ServiceRegistration<CommunicationStatus> registration, CommunicationStatus facade) {}

    /** One that asks gates has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "removeKeeper")
    void addKeeper(GateKeeper keeper, Map<String, Object> properties) {
        keepers.put(keeper, String.valueOf(properties.get(GateKeeper.GUARDED_PROPERTY)));
    }

    void removeKeeper(GateKeeper keeper) {
        keepers.remove(keeper);
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
