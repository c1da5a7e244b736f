package dev.vagus.security.internal.access;

import java.security.Permission;

/** Which permissions a bundle has by the security manager. Thread-safe. */
@FunctionalInterface
public interface BundlePermissions {
    /** Whether the bundle has it. */
    boolean has(long bundleId, Permission permission);
}
