package dev.vagus.delivery.module;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** The name of the module that a bundle is. */
public final class ModuleNames {
    /** The manifest header that names a module. */
    public static final String HEADER = "Vagus-Module";

    private ModuleNames() {}

    /**
     * The bundle's header {@value #HEADER}, else its symbolic name. A header that a bundle installed earlier has too does
     * not count: a name belongs to the first that claims it, in every concern alike.
     */
    public static String of(Bundle bundle) {
        if (bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            return "framework";
        }
        String claimed = header(bundle);
        if (claimed != null && !claimedEarlier(claimed, bundle)) {
            return claimed;
        }
        String symbolicName = bundle.getSymbolicName();
        return symbolicName == null ? "bundle-" + bundle.getBundleId() : symbolicName;
    }

    private static @Nullable String header(Bundle bundle) {
        String value = bundle.getHeaders("").get(HEADER);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static boolean claimedEarlier(String name, Bundle claimant) {
        BundleContext context = claimant.getBundleContext();
        if (context == null) {
            return false;
        }
        for (Bundle other : context.getBundles()) {
            if (other.getBundleId() < claimant.getBundleId()
                    && other.getBundleId() != Constants.SYSTEM_BUNDLE_ID
                    && name.equals(header(other))) {
                return true;
            }
        }
        return false;
    }
}
