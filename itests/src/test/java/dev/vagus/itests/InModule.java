package dev.vagus.itests;

import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** What the code of the modules needs; a part of each of them. */
final class InModule {
    private InModule() {}

    /** Service properties. */
    static Dictionary<String, Object> properties(Map<String, ?> entries) {
        return new Hashtable<>(entries);
    }

    /** The service of this type. */
    static <T> T service(BundleContext module, Class<T> type) {
        T service = serviceOrNull(module, type);
        if (service == null) {
            throw new IllegalStateException("no service " + type.getName());
        }
        return service;
    }

    /** The service of this type; null when there is none. */
    static <T> T serviceOrNull(BundleContext module, Class<T> type) {
        ServiceReference<T> reference = module.getServiceReference(type);
        return reference == null ? null : module.getService(reference);
    }

    /** The test's {@link Ledger}. */
    @SuppressWarnings("unchecked")
    static ToIntBiFunction<String, Integer> ledger(BundleContext module) {
        try {
            for (ServiceReference<?> reference : module.getServiceReferences(ToIntBiFunction.class, Ledger.FILTER)) {
                return (ToIntBiFunction<String, Integer>) module.getService(reference);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("the test has no ledger");
    }

    /** Writes into the ledger, and says how often that was written about this message. */
    static int count(ToIntBiFunction<String, Integer> ledger, String what, int message) {
        return ledger.applyAsInt(what, message);
    }

    /** Writes a line into the test's journal: a collection that is a service, since a module shares no class with it. */
    @SuppressWarnings("unchecked")
    static void report(BundleContext module, String line) {
        try {
            for (ServiceReference<?> reference : module.getServiceReferences(Collection.class, Journal.FILTER)) {
                ((Collection<String>) module.getService(reference)).add(line);
                module.ungetService(reference);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
