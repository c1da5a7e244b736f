package dev.vagus.events.internal.component;

import dev.vagus.delivery.module.ModuleNames;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each bundle a service of its own, which knows in whose name it is used.
 *
 * @param <S> the type of the service
 */
final class OfEachBundle<S> implements ServiceFactory<S> {
    private static final Logger LOG = LoggerFactory.getLogger(OfEachBundle.class);

    private final Maker<S> maker;

    /** Makes the service of one bundle. */
    @FunctionalInterface
    interface Maker<S> {
        S make(Bundle bundle, String module);
    }

    OfEachBundle(Maker<S> maker) {
        this.maker = maker;
    }

    @Override
    public S getService(Bundle bundle, ServiceRegistration<S> registration) {
        return maker.make(bundle, ModuleNames.of(bundle));
    }

    /** Closes nothing: what a bundle subscribed in code goes when the bundle stops. */
    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<S> registration, S service) {
        LOG.debug(
                "Bundle {} gave its {} back",
                bundle.getBundleId(),
                service.getClass().getSimpleName());
    }
}
