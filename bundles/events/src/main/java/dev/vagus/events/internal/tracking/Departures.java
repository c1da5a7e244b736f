package dev.vagus.events.internal.tracking;

import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Tells of bundles that have stopped, before the stop returns to whoever asked for it, and of the framework's own stop,
 * before it stops the modules.
 */
public final class Departures implements SynchronousBundleListener {
    private final BundleContext context;
    private final Consumer<Bundle> departed;
    private final Runnable frameworkStops;

    /**
     * With what is to be done.
     *
     * @param departed lets go of everything of a bundle
     * @param frameworkStops what is to be done while the modules are still there
     */
    public Departures(BundleContext context, Consumer<Bundle> departed, Runnable frameworkStops) {
        this.context = context;
        this.departed = departed;
        this.frameworkStops = frameworkStops;
    }

    /** Begins to listen. */
    public void open() {
        context.addBundleListener(this);
    }

    /** Ends listening. */
    public void close() {
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            if (event.getType() == BundleEvent.STOPPING) {
                frameworkStops.run();
            }
            return;
        }
        if (event.getType() == BundleEvent.STOPPED || event.getType() == BundleEvent.UNRESOLVED) {
            departed.accept(event.getBundle());
        }
    }
}
