package dev.vagus.launcher.command;

import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * A service of a bundle, called by name. The launcher's classes live outside the framework and cannot be linked with the
 * types that bundles export.
 */
public final class Services {
    private final Class<?> type;
    private final Object service;

    private Services(Class<?> type, Object service) {
        this.type = type;
        this.service = service;
    }

    /** The service with this interface, or null if there is none. It is held until the framework stops. */
    public static @Nullable Services find(BundleContext context, String typeName) {
        ServiceReference<?> reference = context.getServiceReference(typeName);
        Object service = reference == null ? null : context.getService(reference);
        Bundle owner = reference == null ? null : reference.getBundle();
        if (service == null || owner == null) {
            return null;
        }
        try {
            return new Services(owner.loadClass(typeName), service);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "the bundle " + owner + " registers " + typeName + " and cannot load it", e);
        }
    }

    /** A view of an object that a call returned, through an interface of the same bundle. */
    public static Services view(Class<?> type, Object object) {
        return new Services(type, object);
    }

    /** The interface that calls go through. */
    public Class<?> type() {
        return type;
    }

    /** The service object itself. */
    public Object service() {
        return service;
    }

    /** Calls a method; what it throws comes out as it is. */
    public @Nullable Object call(String method, List<Class<?>> parameters, @Nullable Object... arguments)
            throws Exception {
        try {
            return type.getMethod(method, parameters.toArray(new Class<?>[0])).invoke(service, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** The value of a public field of a DTO. */
    static @Nullable Object field(Object dto, String name) throws ReflectiveOperationException {
        return dto.getClass().getField(name).get(dto);
    }

    /** The elements of an array or collection; none for null. */
    public static List<?> elements(@Nullable Object many) {
        if (many instanceof Object[] array) {
            return List.of(array);
        }
        return many instanceof Collection<?> collection ? List.copyOf(collection) : List.of();
    }
}
