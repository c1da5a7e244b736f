package dev.vagus.events.internal.adapter;

import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleWiring;

/** Which packages a bundle uses, by its wiring. */
final class PackageUse {
    /** The package of Event Admin: whoever posts events uses it. */
    static final String EVENTS = "org.osgi.service.event";

    private PackageUse() {}

    /** Whether the bundle has this package now, or may have it at any time by a dynamic import. */
    static boolean mayUse(Bundle bundle, String name) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring != null
                && (wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                                .anyMatch(wire -> name.equals(
                                        wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                        || wiring.getRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
                                .anyMatch(requirement -> isDynamic(requirement, name)));
    }

    private static boolean isDynamic(BundleRequirement requirement, String name) {
        return PackageNamespace.RESOLUTION_DYNAMIC.equals(
                        requirement.getDirectives().get(PackageNamespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
                && String.valueOf(requirement.getDirectives().get(PackageNamespace.REQUIREMENT_FILTER_DIRECTIVE))
                        .contains("(" + PackageNamespace.PACKAGE_NAMESPACE + "=" + name + ")");
    }
}
