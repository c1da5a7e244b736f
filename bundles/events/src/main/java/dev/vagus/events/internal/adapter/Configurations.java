package dev.vagus.events.internal.adapter;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Follows configurations where the package of Config Admin is there; elsewhere there is nothing to follow. */
final class Configurations {
    private static final String PACKAGE = "org.osgi.service.cm";

    private final BundleContext context;
    private final Adapter adapter;
    private @Nullable ServiceRegistration<?> listener;

    Configurations(BundleContext context, Adapter adapter) {
        this.context = context;
        this.adapter = adapter;
    }

    void open() {
        if (PackageUse.mayUse(context.getBundle(), PACKAGE)) {
            listener = ConfigurationEvents.listen(context, adapter);
        }
    }

    void close() {
        ServiceRegistration<?> current = listener;
        listener = null;
        if (current != null) {
            current.unregister();
        }
    }
}
