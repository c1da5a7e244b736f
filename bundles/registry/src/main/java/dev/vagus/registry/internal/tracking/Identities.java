package dev.vagus.registry.internal.tracking;

import dev.vagus.delivery.module.Departure;
import dev.vagus.delivery.module.ModuleNames;
import dev.vagus.registry.internal.engine.ModuleIdentity;
import dev.vagus.registry.internal.engine.ModuleState;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** Says which module a bundle is, and what has become of one. */
public final class Identities {
    private final BundleContext context;

    /** Looks bundles up through this context. */
    public Identities(BundleContext context) {
        this.context = context;
    }

    /** The bundle as plain data. */
    public static ModuleIdentity of(Bundle bundle) {
        String symbolicName = bundle.getSymbolicName();
        return new ModuleIdentity(
                ModuleNames.of(bundle),
                bundle.getBundleId(),
                symbolicName == null ? "bundle-" + bundle.getBundleId() : symbolicName,
                bundle.getVersion().toString(),
                bundle.getLocation());
    }

    /** What has become of the module that a bundle was. */
    public ModuleState stateOf(ModuleIdentity identity) {
        Bundle bundle = context.getBundle(identity.bundleId());
        if (bundle == null || bundle.getState() == Bundle.UNINSTALLED) {
            return ModuleState.UNINSTALLED;
        }
        if (bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING) {
            return ModuleState.RUNNING;
        }
        Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        return switch (Departure.of(bundle, framework)) {
            case UPDATING -> ModuleState.UPDATING;
            case GONE -> ModuleState.STOPPED;
            // It has started since its state was looked at above.
            case SERVICE_ONLY -> ModuleState.RUNNING;
        };
    }
}
