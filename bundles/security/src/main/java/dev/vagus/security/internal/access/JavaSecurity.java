package dev.vagus.security.internal.access;

import dev.vagus.security.VagusPermission;
import java.security.Permission;
import org.jspecify.annotations.Nullable;

/** Everything that exists only where a security manager does. */
@SuppressWarnings("removal") // the specification of the framework still names the security manager
final class JavaSecurity {
    private JavaSecurity() {}

    /** Whether there is no security manager. */
    static boolean isOff() {
        return System.getSecurityManager() == null;
    }

    /**
     * The scope of those needed that is not permitted: to everybody on the stack, or, to whoever hears something on a
     * thread of somebody else, to its bundle. Null when all are, and where there is no security manager.
     */
    static @Nullable String forbidden(Needed needed, long bundleId, BundlePermissions bundles) {
        SecurityManager manager = System.getSecurityManager();
        return manager == null ? null : forbidden(manager, needed, bundleId, bundles);
    }

    static @Nullable String forbidden(
            SecurityManager manager, Needed needed, long bundleId, BundlePermissions bundles) {
        for (String scope : needed.scopes()) {
            Permission permission = new VagusPermission(scope);
            boolean permitted =
                    needed.isHearing() ? bundles.has(bundleId, permission) : isPermitted(manager, permission);
            if (!permitted) {
                return scope;
            }
        }
        return null;
    }

    private static boolean isPermitted(SecurityManager manager, Permission permission) {
        try {
            manager.checkPermission(permission);
            return true;
        } catch (SecurityException e) {
            // That is how a security manager says no.
            return false;
        }
    }
}
