package dev.vagus.launcher.modules;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;

/**
 * A requirement of a bundle, free of the framework's objects so that it can be kept.
 *
 * @param namespace such as {@code osgi.wiring.package}
 * @param filter the filter that a capability must match, or an empty text for any
 */
record Requirement(String namespace, String filter) {

    static Requirement of(BundleRequirement requirement) {
        @Nullable String filter = requirement.getDirectives().get(Constants.FILTER_DIRECTIVE);
        return new Requirement(requirement.getNamespace(), filter == null ? "" : filter);
    }

    /** The reverse of {@link #toText()}. */
    static Requirement parse(String text) {
        List<String> fields = List.of(text.split(" ", 2));
        return new Requirement(fields.get(0), fields.size() == 2 ? fields.get(1) : "");
    }

    String toText() {
        return namespace + " " + filter;
    }

    boolean isMetBy(Collection<BundleCapability> capabilities) {
        return capabilities.stream().anyMatch(capability -> matches(capability));
    }

    private boolean matches(BundleCapability capability) {
        if (!capability.getNamespace().equals(namespace)) {
            return false;
        }
        try {
            Filter compiled = filter.isEmpty() ? null : FrameworkUtil.createFilter(filter);
            return compiled == null || compiled.matches(capability.getAttributes());
        } catch (InvalidSyntaxException e) {
            return false; // no capability can match what cannot be read
        }
    }
}
