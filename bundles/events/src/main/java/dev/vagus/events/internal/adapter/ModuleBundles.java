package dev.vagus.events.internal.adapter;

import dev.vagus.delivery.module.ModuleNames;
import java.util.Dictionary;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** Tells the bundles that are modules from the others. */
final class ModuleBundles {
    private static final String REQUIREMENT = "osgi.implementation=vagus.";

    private ModuleBundles() {}

    /** Whether the bundle has the header that names a module, or requires an implementation of Vagus. */
    static boolean isModule(Bundle bundle) {
        Dictionary<String, String> headers = bundle.getHeaders("");
        if (headers.get(ModuleNames.HEADER) != null) {
            return true;
        }
        String requirements = headers.get(Constants.REQUIRE_CAPABILITY);
        return requirements != null && requirements.contains(REQUIREMENT);
    }
}
