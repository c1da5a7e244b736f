package dev.vagus.events.internal.tracking;

import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Tells of bundles that have stopped, before the stop returns to whoever asked for it. */
public final class Departures implements SynchronousBundleListener {
    private final BundleContext context;
    private final Consumer<Bundle> departed;

    /** With what lets go of everything of a bundle. */
    public Departures(BundleContext context, Consumer<Bundle> departed) {
        this.context = context;
        this.departed = departed;
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
        if (event.getType() == BundleEvent.STOPPED || event.getType() == BundleEvent.UNRESOLVED) {
            departed.accept(event.getBundle());
        }
    }
}
