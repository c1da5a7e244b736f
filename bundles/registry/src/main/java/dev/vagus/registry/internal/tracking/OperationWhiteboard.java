package dev.vagus.registry.internal.tracking;

import dev.vagus.module.FailedRegistration;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiModule;
import dev.vagus.registry.internal.engine.ModuleIdentity;
import dev.vagus.registry.internal.engine.Offer;
import dev.vagus.registry.internal.engine.OfferedOperation;
import dev.vagus.registry.internal.engine.Placement;
import dev.vagus.registry.internal.engine.RegistryEngine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the services that offer operations: {@code ApiModule} components under any service type, and {@code ApiHandler}
 * services. Each becomes an offer; when it is withdrawn, its calls are drained before its component is deactivated.
 *
 * <p>A tracker and not a DS reference: module components that wait for the registry's service are activated while the
 * registry's own component still is, and must be taken up after that; and the drain must not hold a lock of DS.
 */
public final class OperationWhiteboard
        implements ServiceTrackerCustomizer<Object, OperationWhiteboard.Tracked>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperationWhiteboard.class);
    private static final String FILTER = "(|(" + ApiModule.PROPERTY + "=*)(" + ApiHandler.OPERATION_PROPERTY + "=*))";

    private final BundleContext context;
    private final RegistryEngine engine;
    private final ServiceTracker<Object, Tracked> tracker;

    /** What became of one service. */
    static final class Tracked {
        private final Object service;
        private Placement placement;

        Tracked(Object service, Placement placement) {
            this.service = service;
            this.placement = placement;
        }
    }

    /** Follows nothing yet. */
    public OperationWhiteboard(BundleContext context, RegistryEngine engine) {
        this.context = context;
        this.engine = engine;
        try {
            this.tracker = new ServiceTracker<>(context, context.createFilter(FILTER), this);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is a constant", e);
        }
    }

    /**
     * Takes up what is there and follows what comes, whatever its service type is: of that type's class nothing is needed,
     * so that it need not be the one which this bundle would load.
     */
    public void open() {
        tracker.open(true);
    }

    @Override
    public void close() {
        tracker.close();
    }

    @Override
    public @Nullable Tracked addingService(ServiceReference<Object> reference) {
        Object service = context.getService(reference);
        if (service == null) {
            return null;
        }
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            context.ungetService(reference);
            return null;
        }
        return new Tracked(service, engine.offer(read(reference, service, bundle)));
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, Tracked tracked) {
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            return;
        }
        // The new offer first, so that no call finds nothing in between.
        Placement before = tracked.placement;
        tracked.placement = engine.offer(read(reference, tracked.service, bundle));
        engine.close(before);
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Tracked tracked) {
        engine.withdraw(tracked.placement);
        context.ungetService(reference);
    }

    private Offer read(ServiceReference<?> reference, Object service, Bundle bundle) {
        Properties properties = new Properties(reference);
        ModuleIdentity owner = Identities.of(bundle);
        String module = properties.text(ApiModule.PROPERTY, "");
        try {
            if (reference.getProperty(ApiHandler.OPERATION_PROPERTY) != null && service instanceof ApiHandler handler) {
                OfferedOperation operation = new OfferedOperation(HandlerService.describe(properties, owner), handler);
                return new Offer(
                        owner, module, properties.ranking(), properties.serviceId(), List.of(operation), List.of());
            }
            AnnotatedModule annotated =
                    new AnnotatedModule(service, module, owner, properties.serviceId(), engine.structures());
            return new Offer(
                    owner,
                    module,
                    properties.ranking(),
                    properties.serviceId(),
                    annotated.operations(),
                    annotated.failures());
        } catch (RuntimeException e) {
            LOG.debug("the service {} offers nothing", properties.serviceId(), e);
            String name = module + "." + properties.text(ApiHandler.OPERATION_PROPERTY, "");
            return new Offer(
                    owner,
                    module,
                    properties.ranking(),
                    properties.serviceId(),
                    List.of(),
                    List.of(new FailedRegistration(
                            "operation",
                            name,
                            owner.module(),
                            owner.bundleId(),
                            properties.serviceId(),
                            String.valueOf(e.getMessage()))));
        }
    }
}
