package dev.vagus.launcher.it;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;

/** The activator of a module whose bundle listener throws when the module itself has started. */
public final class JammedListenerActivator implements BundleActivator, BundleListener {
    @Override
    public void start(BundleContext context) {
        context.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STARTED) {
            throw new IllegalStateException("jammed\nand more", new IllegalArgumentException("deeper"));
        }
    }

    @Override
    public void stop(BundleContext context) {
        context.removeBundleListener(this);
    }
}
