package dev.vagus.security.internal.component;

import dev.vagus.delivery.module.ModuleNames;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.security.internal.access.BundlePermissions;
import dev.vagus.spi.Access;
import dev.vagus.spi.Access.Kind;
import java.security.Permission;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** What the framework knows of bundles, and the registry of operations. */
final class Neighbourhood implements BundlePermissions {
    private static final String SHELL = "dev.vagus.shell";
    private static final long NOBODY = -1;

    private final BundleContext context;

    Neighbourhood(BundleContext context) {
        this.context = context;
    }

    /** Whether the bundle is the shell: by its symbolic name, which unlike a module's name nobody else can take first. */
    boolean isOperator(long bundleId) {
        Bundle bundle = bundle(bundleId);
        return bundle != null && SHELL.equals(bundle.getSymbolicName());
    }

    @Override
    public boolean has(long bundleId, Permission permission) {
        Bundle bundle = bundle(bundleId);
        return bundle != null && bundle.hasPermission(permission);
    }

    private @Nullable Bundle bundle(long bundleId) {
        try {
            return context.getBundle(bundleId);
        } catch (IllegalStateException e) {
            // We have stopped.
            return null;
        }
    }

    /** The bundle that is the module of this name; -1 when none is. */
    long bundleId(String module) {
        return Stream.of(context.getBundles())
                .filter(each -> module.equals(ModuleNames.of(each)))
                .mapToLong(Bundle::getBundleId)
                .findFirst()
                .orElse(NOBODY);
    }

    /**
     * What is meant by a scope or the name of an operation, with the scopes that the operation names itself if it is there.
     *
     * @throws IllegalArgumentException when it is neither
     */
    Access access(String text) {
        Optional<Kind> kind = Stream.of(Kind.values())
                .filter(each -> text.startsWith(each.prefix() + ':')
                        && text.length() > each.prefix().length() + 1)
                .max(Comparator.comparing(each -> each.prefix().length()));
        if (kind.isPresent()) {
            String name = text.substring(kind.get().prefix().length() + 1);
            return kind.get() == Kind.CALL ? call(name) : Access.of(kind.get(), name);
        }
        if (text.indexOf(':') >= 0 || text.indexOf('.') <= 0 || text.endsWith(".")) {
            throw new IllegalArgumentException("'" + text
                    + "' is no access: give the qualified name of an operation (LabRunner.ExecuteStep), or a scope that"
                    + " begins with api:, bus:publish:, bus:subscribe:, bus:manage:, events:publish:, events:subscribe: or"
                    + " security:");
        }
        return call(text);
    }

    private Access call(String operation) {
        ServiceReference<ApiRegistry> reference = context.getServiceReference(ApiRegistry.class);
        ApiRegistry registry = reference == null ? null : context.getService(reference);
        if (registry == null) {
            return Access.of(Kind.CALL, operation);
        }
        try {
            Optional<OperationDescriptor> found = registry.operation(operation);
            return new Access(
                    Kind.CALL,
                    operation,
                    found.map(OperationDescriptor::scopes).orElse(List.of()),
                    found.map(OperationDescriptor::requiresAuth).orElse(false));
        } finally {
            context.ungetService(reference);
        }
    }
}
