package dev.vagus.launcher.modules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Finds out which of a bundle's mandatory requirements no bundle that is present provides. */
final class MissingRequirements {
    private final BundleContext context;

    MissingRequirements(BundleContext context) {
        this.context = context;
    }

    /** What nobody provides. */
    List<Requirement> of(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return List.of();
        }
        List<BundleCapability> present = capabilities(List.of(context.getBundles()));
        return revision.getDeclaredRequirements(null).stream()
                .filter(MissingRequirements::isMandatory)
                .filter(requirement -> present.stream().noneMatch(requirement::matches))
                .map(Requirement::of)
                .toList();
    }

    /** What is provided only by bundles that do not resolve themselves, with the name of one of those; as text. */
    List<String> heldByUnresolved(Bundle bundle) {
        List<String> held = new ArrayList<>();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        List<BundleRequirement> requirements = revision == null ? List.of() : revision.getDeclaredRequirements(null);
        for (BundleRequirement requirement : requirements) {
            List<Bundle> providers = Arrays.stream(context.getBundles())
                    .filter(other -> capabilities(List.of(other)).stream().anyMatch(requirement::matches))
                    .toList();
            boolean stuck = providers.stream().allMatch(other -> other.getState() == Bundle.INSTALLED);
            if (isMandatory(requirement) && stuck && !providers.isEmpty() && !providers.contains(bundle)) {
                held.add(RequirementText.of(Requirement.of(requirement)) + " (which "
                        + providers.get(0).getSymbolicName() + " has, but that does not resolve itself)");
            }
        }
        return held;
    }

    /** Whether all of these are provided by now. */
    boolean areMet(Collection<Requirement> requirements) {
        List<BundleCapability> present = capabilities(List.of(context.getBundles()));
        return requirements.stream().allMatch(requirement -> requirement.isMetBy(present));
    }

    private static List<BundleCapability> capabilities(Collection<Bundle> bundles) {
        List<BundleCapability> capabilities = new ArrayList<>();
        for (Bundle bundle : bundles) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision != null) {
                capabilities.addAll(revision.getDeclaredCapabilities(null));
            }
        }
        return capabilities;
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        String resolution = requirement.getDirectives().getOrDefault(Constants.RESOLUTION_DIRECTIVE, "mandatory");
        String effective = requirement.getDirectives().getOrDefault(Constants.EFFECTIVE_DIRECTIVE, "resolve");
        return resolution.equals("mandatory")
                && effective.equals("resolve")
                && !requirement.getNamespace().equals(HostNamespace.HOST_NAMESPACE);
    }
}
