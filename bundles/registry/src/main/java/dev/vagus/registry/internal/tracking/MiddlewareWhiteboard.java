package dev.vagus.registry.internal.tracking;

import dev.vagus.delivery.module.ClassNames;
import dev.vagus.module.FailedRegistration;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiMiddlewareFactory;
import dev.vagus.registry.MiddlewareOrder;
import dev.vagus.registry.internal.engine.MiddlewareEntry;
import dev.vagus.registry.internal.engine.MiddlewareSource;
import dev.vagus.registry.internal.engine.ModuleIdentity;
import dev.vagus.registry.internal.engine.RegistryEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@link ApiMiddleware} and {@link ApiMiddlewareFactory} services and puts them around calls by their properties. A
 * service that is both is a factory.
 */
public final class MiddlewareWhiteboard
        implements ServiceTrackerCustomizer<Object, MiddlewareWhiteboard.Tracked>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MiddlewareWhiteboard.class);

    private final BundleContext context;
    private final RegistryEngine engine;
    private final ServiceTracker<Object, Tracked> tracker;
    private final Map<Long, FailedRegistration> failures = new ConcurrentHashMap<>();

    /** One service, and its entry unless it was refused. */
    static final class Tracked {
        private final MiddlewareSource service;
        private final String name;
        private @Nullable MiddlewareEntry entry;

        Tracked(MiddlewareSource service, String name, @Nullable MiddlewareEntry entry) {
            this.service = service;
            this.name = name;
            this.entry = entry;
        }
    }

    /** Follows nothing yet. */
    public MiddlewareWhiteboard(BundleContext context, RegistryEngine engine) {
        this.context = context;
        this.engine = engine;
        this.tracker = new ServiceTracker<>(context, services(), this);
    }

    private static Filter services() {
        String either = "(|(" + Constants.OBJECTCLASS + "=" + ApiMiddleware.class.getName() + ")("
                + Constants.OBJECTCLASS + "=" + ApiMiddlewareFactory.class.getName() + "))";
        try {
            return FrameworkUtil.createFilter(either);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(either, e);
        }
    }

    private static @Nullable MiddlewareSource source(@Nullable Object service) {
        if (service instanceof ApiMiddlewareFactory factory) {
            return new MiddlewareSource.MadeForEach(factory);
        }
        return service instanceof ApiMiddleware middleware ? new MiddlewareSource.Shared(middleware) : null;
    }

    /** Takes up what is there and follows what comes. */
    public void open() {
        tracker.open();
    }

    @Override
    public void close() {
        tracker.close();
    }

    /** What was refused, and why. */
    public List<FailedRegistration> failures() {
        return new ArrayList<>(failures.values());
    }

    @Override
    public @Nullable Tracked addingService(ServiceReference<Object> reference) {
        Object service = context.getService(reference);
        MiddlewareSource source = source(service);
        if (service == null || source == null) {
            return null;
        }
        String name = ClassNames.of(service.getClass());
        Tracked tracked = new Tracked(source, name, read(reference, source, name));
        if (tracked.entry != null) {
            engine.add(tracked.entry);
        }
        return tracked;
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, Tracked tracked) {
        MiddlewareEntry before = tracked.entry;
        MiddlewareEntry now = read(reference, tracked.service, tracked.name);
        tracked.entry = now;
        engine.replace(before, now);
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Tracked tracked) {
        if (tracked.entry != null) {
            engine.remove(tracked.entry);
        }
        failures.remove(new Properties(reference).serviceId());
        context.ungetService(reference);
    }

    private @Nullable MiddlewareEntry read(
            ServiceReference<Object> reference, MiddlewareSource service, String usualName) {
        Properties properties = new Properties(reference);
        String name = properties.text(ApiMiddleware.NAME_PROPERTY, usualName);
        try {
            MiddlewareEntry entry = new MiddlewareEntry(
                    name,
                    properties.integer(MiddlewareOrder.PROPERTY, MiddlewareOrder.DEFAULT),
                    properties.ranking(),
                    properties.serviceId(),
                    0,
                    MiddlewareEntry.targets(properties.texts(ApiMiddleware.TARGET_PROPERTY)),
                    Set.copyOf(properties.texts(ApiMiddleware.OPTIONS_PROPERTY)),
                    service);
            failures.remove(properties.serviceId());
            return entry;
        } catch (IllegalArgumentException e) {
            refuse(reference, name, properties.serviceId(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void refuse(ServiceReference<?> reference, String name, long serviceId, String reason) {
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            return;
        }
        ModuleIdentity owner = Identities.of(bundle);
        LOG.warn("refused middleware {} of module {}: {}", name, owner.module(), reason);
        failures.put(
                serviceId,
                new FailedRegistration("middleware", name, owner.module(), owner.bundleId(), serviceId, reason));
    }
}
