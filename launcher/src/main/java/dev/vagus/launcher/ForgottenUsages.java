package dev.vagus.launcher;

import java.lang.reflect.Field;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;

/**
 * Drops what Felix keeps of an uninstalled bundle. Felix 7.0.5 counts how often a bundle uses a service and forgets the
 * count only when that service is unregistered; the count holds the bundle, with its headers and the directory of its jar
 * (12 KB for a small module). Modules that come and go would fill the heap. When its last use is over an uninstalled
 * bundle cannot use a service again, so nothing can miss the entry.
 *
 * <p>This is the one place that knows the inside of the framework in this jar. If that has changed, a line in the log says
 * so, and nothing is dropped.
 */
final class ForgottenUsages implements SynchronousBundleListener {
    private final Map<?, ?> usages;

    private ForgottenUsages(Map<?, ?> usages) {
        this.usages = usages;
    }

    /** Begins to drop them, from this started or initialized framework. */
    static void dropFrom(Framework framework, Reporter reporter) {
        try {
            Object registry = field(framework, "m_registry");
            if (field(registry, "m_inUseMap") instanceof Map<?, ?> usages) {
                framework.getBundleContext().addBundleListener(new ForgottenUsages(usages));
                return;
            }
            reporter.info("the framework keeps a little of each uninstalled bundle: its service usages are no map");
        } catch (ReflectiveOperationException | RuntimeException e) {
            reporter.info("the framework keeps a little of each uninstalled bundle: " + Failures.cause(e));
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        if (event.getType() == BundleEvent.UNINSTALLED && bundle.getState() == Bundle.UNINSTALLED) {
            usages.remove(bundle);
        }
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
