package dev.vagus.security.internal.component;

import dev.vagus.delivery.module.ModuleNames;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.TokenService;
import dev.vagus.security.internal.access.AuditSink;
import dev.vagus.security.internal.access.AuditTrail;
import dev.vagus.security.internal.access.DecisionPoint;
import dev.vagus.security.internal.access.Rules;
import dev.vagus.security.internal.cipher.JwePayloadCipher;
import dev.vagus.security.internal.control.Keepers;
import dev.vagus.security.internal.control.MainSwitch;
import dev.vagus.security.internal.control.StateFile;
import dev.vagus.spi.PayloadCipher;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
 * Holds security and registers it. When it stops while security is on, those who ask gates refuse everything until it is
 * back: they remember that they need it.
 */
@Component(
        name = SecurityConfig.PID,
        configurationPid = SecurityConfig.PID,
        immediate = true,
        service = {})
@Designate(ocd = SecurityConfig.class)
@Capability(namespace = "osgi.implementation", name = "vagus.security", version = "1.0.0")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"dev.vagus.security.SecurityService\"",
        uses = SecurityService.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"dev.vagus.security.TokenService\"",
        uses = TokenService.class)
public final class SecurityComponent {
    private static final Logger LOG = LoggerFactory.getLogger(SecurityComponent.class);
    private static final String STATE = "security.properties";
    private static final int DENIED_PER_SECOND = 50;

    private final @Nullable DeniedEvents events;
    private final AuditTrail audit;
    private final EngineOffice office;
    private final DecisionPoint point;
    private final GateDoor door;
    private final KeeperTracker keepers;
    private final MainSwitch mains;
    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private volatile boolean stopped;

    /** Starts everything; called by the component runtime. */
    @Activate
    public SecurityComponent(BundleContext context, Map<String, Object> values) {
        Neighbourhood neighbourhood = new Neighbourhood(context);
        events = events(context);
        List<AuditSink> sinks = new ArrayList<>(List.of(new AuditLog()));
        if (events != null) {
            sinks.add(events);
        }
        audit = new AuditTrail(sinks, DENIED_PER_SECOND, System.nanoTime());
        office = new EngineOffice(folder(context));
        point = new DecisionPoint(
                office,
                neighbourhood::isOperator,
                neighbourhood,
                audit,
                Rules.of(SecuritySpec.DEFAULTS, List.of("*"), 0),
                System::currentTimeMillis);
        door = new GateDoor(context, point);
        Keepers all = new Keepers();
        keepers = new KeeperTracker(context, all);
        File state = context.getDataFile(STATE);
        mains = new MainSwitch(point, audit, all, door, new StateFile(state == null ? null : state.toPath()), office);
        keepers.open();
        mains.start(values);
        services.add(context.registerService(PayloadCipher.class, new JwePayloadCipher(office), null));
        service(context, SecurityService.class, caller -> new SecurityFacade(caller, office, neighbourhood));
        service(context, TokenService.class, caller -> new TokenFacade(caller, office));
    }

    /**
     * Where keys and revocations are kept.
     *
     * @throws IllegalStateException where the framework gives bundles no place for files
     */
    private static Path folder(BundleContext context) {
        File folder = context.getDataFile("");
        if (folder == null) {
            throw new IllegalStateException("the framework gives bundles no place for files, where keys could be kept");
        }
        return folder.toPath();
    }

    /** Null where nothing exports the package of EventAdmin. */
    private static @Nullable DeniedEvents events(BundleContext context) {
        try {
            return new DeniedEvents(context);
        } catch (NoClassDefFoundError e) {
            LOG.info("there is no org.osgi.service.event, so refusals are logged, but raise no events");
            return null;
        }
    }

    private <S> void service(BundleContext context, Class<S> type, Function<Caller, S> facade) {
        ServiceFactory<S> factory = new ServiceFactory<>() {
            @Override
            public S getService(Bundle bundle, ServiceRegistration<S> registration) {
                return facade.apply(
                        new Caller(ModuleNames.of(bundle), bundle.getBundleId(), point, mains, () -> stopped));
            }

            @Override
            public void ungetService(Bundle bundle, ServiceRegistration<S> registration, S service) {
                // It holds nothing.
            }
        };
        services.add(context.registerService(type, factory, new Hashtable<>()));
    }

    @Modified
    void configure(Map<String, Object> values) {
        mains.configure(values);
    }

    /** Takes everything back. What is required stays required. */
    @Deactivate
    void stop() {
        stopped = true;
        services.forEach(ServiceRegistration::unregister);
        keepers.close();
        door.close();
        audit.close();
        if (events != null) {
            events.close();
        }
        office.close();
    }
}
