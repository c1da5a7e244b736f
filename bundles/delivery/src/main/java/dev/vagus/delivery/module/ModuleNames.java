package dev.vagus.delivery.module;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** The name of the module that a bundle is. */
public final class ModuleNames {
    /** The manifest header that names a module. */
    public static final String HEADER = "Vagus-Module";

    private static final Bundle[] NONE = {};

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
        for (Bundle other : bundles(claimant)) {
            if (other.getBundleId() < claimant.getBundleId()
                    && other.getBundleId() != Constants.SYSTEM_BUNDLE_ID
                    && name.equals(header(other))) {
                return true;
            }
        }
        return false;
    }

    /** All bundles, asked through this one, or the claimant where this one has stopped; none if that has too. */
    private static Bundle[] bundles(Bundle claimant) {
        Bundle[] own = through(FrameworkUtil.getBundle(ModuleNames.class));
        return own.length > 0 ? own : through(claimant);
    }

    private static Bundle[] through(@Nullable Bundle bundle) {
        BundleContext context = bundle == null ? null : bundle.getBundleContext();
        try {
            return context == null ? NONE : context.getBundles();
        } catch (IllegalStateException e) {
            // It stopped since it was asked for its context.
            return NONE;
        }
    }
}
