package dev.vagus.bus.internal.component;

import dev.vagus.bus.internal.engine.BusEngine;
import dev.vagus.bus.internal.tracking.Handlers;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.module.Departure;
import dev.vagus.delivery.module.ModuleStarts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Follows the bundles: what a stopping one subscribed in code ends or waits, what it leaves behind is let go of, and when
 * it fails to start again nothing waits for it any longer. When the framework stops, what is queued is delivered before
 * the modules stop. Called on the thread that changes the bundle.
 */
final class ModuleWatch implements SynchronousBundleListener {
    private final BusEngine engine;
    private final Dispatcher dispatcher;
    private final CodeSubscriptions subscriptions;
    private final CodeInterceptors interceptors;
    private final Handlers handlers;
    private final Bundle framework;
    private final ModuleStarts starts = new ModuleStarts();

    ModuleWatch(
            BusEngine engine,
            Dispatcher dispatcher,
            CodeSubscriptions subscriptions,
            CodeInterceptors interceptors,
            Handlers handlers,
            Bundle framework) {
        this.engine = engine;
        this.dispatcher = dispatcher;
        this.subscriptions = subscriptions;
        this.interceptors = interceptors;
        this.handlers = handlers;
        this.framework = framework;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        long id = bundle.getBundleId();
        if (id == Constants.SYSTEM_BUNDLE_ID) {
            if (event.getType() == BundleEvent.STOPPING) {
                dispatcher.awaitQuiet(engine.settings().stopDeadline());
            }
            return;
        }
        switch (event.getType()) {
            case BundleEvent.STARTING -> starts.begun(id);
            case BundleEvent.STARTED -> {
                starts.done(id);
                handlers.retry();
            }
            case BundleEvent.STOPPING -> {
                subscriptions.detach(id, window(bundle));
                interceptors.end(id);
            }
            case BundleEvent.STOPPED -> stopped(bundle);
            case BundleEvent.UNINSTALLED -> engine.abandon(id);
            case BundleEvent.UNRESOLVED -> forget(id);
            default -> {
                // Other changes do not concern the bus.
            }
        }
    }

    private void stopped(Bundle bundle) {
        long id = bundle.getBundleId();
        Duration window = window(bundle);
        subscriptions.detach(id, window);
        interceptors.end(id);
        boolean failedToStart = starts.failed(id);
        if (failedToStart || window.isZero()) {
            engine.abandon(id);
            handlers.retry();
        }
        if (framework.getState() != Bundle.STOPPING) {
            forget(id);
            dispatcher.renew();
        }
    }

    private void forget(long bundleId) {
        engine.forget(type -> isOf(type, bundleId));
    }

    private static boolean isOf(Class<?> type, long bundleId) {
        Bundle bundle = FrameworkUtil.getBundle(type);
        return bundle != null && bundle.getBundleId() == bundleId;
    }

    /** How long a named subscription of this bundle waits when it goes now: not at all when it is not expected back. */
    Duration window(@Nullable Bundle bundle) {
        return Departure.of(bundle, framework) == Departure.GONE
                ? Duration.ZERO
                : engine.settings().updateWindow();
    }
}
