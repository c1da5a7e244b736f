package dev.vagus.delivery.module;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.startlevel.BundleStartLevel;

/** What the withdrawal of a module's services means: an update, after which it is back, or a farewell. */
public enum Departure {
    /** The bundle is stopped by an update or a refresh: it is expected back. */
    UPDATING,
    /** The bundle was stopped or uninstalled, or the framework stops: it is not expected back. */
    GONE,
    /** The bundle stays; only a service of it went. */
    SERVICE_ONLY;

    /**
     * What is happening to this bundle now, while a service of it is unregistering.
     *
     * @param bundle null when it is not known any more, which means gone
     * @param framework the system bundle
     */
    public static Departure of(@Nullable Bundle bundle, Bundle framework) {
        if (bundle == null || bundle.getState() == Bundle.UNINSTALLED) {
            return GONE;
        }
        if (framework.getState() == Bundle.STOPPING) {
            return GONE;
        }
        if (!isToBeStarted(bundle)) {
            return GONE;
        }
        return bundle.getState() == Bundle.ACTIVE ? SERVICE_ONLY : UPDATING;
    }

    private static boolean isToBeStarted(Bundle bundle) {
        try {
            BundleStartLevel startLevel = bundle.adapt(BundleStartLevel.class);
            return startLevel != null && startLevel.isPersistentlyStarted();
        } catch (IllegalStateException | IllegalArgumentException e) {
            // Uninstalled since its state was looked at; Felix says so by an illegal argument.
            return false;
        }
    }
}
