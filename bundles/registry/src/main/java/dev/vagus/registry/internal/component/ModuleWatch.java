package dev.vagus.registry.internal.component;

import dev.vagus.delivery.module.ModuleStarts;
import dev.vagus.registry.internal.engine.ModuleState;
import dev.vagus.registry.internal.engine.RegistryEngine;
import dev.vagus.registry.internal.tracking.Identities;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Follows the bundles: what a stopping one registered in code ends, its classes are let go of, and when it is not coming
 * back from its update no call waits for it any longer. Called on the thread that changes the bundle, before it goes on.
 * Nothing tells of an update whose result does not resolve (observed on Felix 7.0.5); calls wait until the window ends.
 */
final class ModuleWatch implements SynchronousBundleListener {
    private final RegistryEngine engine;
    private final CodeRegistrations registrations;
    private final Identities identities;
    private final ModuleStarts starts = new ModuleStarts();

    ModuleWatch(RegistryEngine engine, CodeRegistrations registrations, Identities identities) {
        this.engine = engine;
        this.registrations = registrations;
        this.identities = identities;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        long id = bundle.getBundleId();
        switch (event.getType()) {
            case BundleEvent.STARTING -> starts.begun(id);
            case BundleEvent.STARTED -> starts.done(id);
            case BundleEvent.STOPPING -> registrations.stopped(id);
            case BundleEvent.STOPPED -> {
                forget(bundle);
                stopped(bundle);
            }
            case BundleEvent.UNRESOLVED -> forget(bundle);
            case BundleEvent.UNINSTALLED -> {
                registrations.stopped(id);
                forget(bundle);
                engine.gone(id);
                engine.uninstalled(bundle.getLocation());
            }
            default -> {
                // Nothing else concerns the registry.
            }
        }
    }

    private void stopped(Bundle bundle) {
        long id = bundle.getBundleId();
        if (starts.failed(id)) {
            engine.failedToStart(id);
        } else if (identities.stateOf(Identities.of(bundle)) != ModuleState.UPDATING) {
            engine.gone(id);
        }
    }

    private void forget(Bundle bundle) {
        engine.structures().forget(type -> bundle.equals(FrameworkUtil.getBundle(type)));
    }
}
