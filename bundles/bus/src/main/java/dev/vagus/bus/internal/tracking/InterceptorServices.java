package dev.vagus.bus.internal.tracking;

import dev.vagus.bus.InterceptorOrder;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.internal.engine.BusEngine;
import dev.vagus.bus.internal.engine.InterceptorEntry;
import dev.vagus.bus.internal.engine.Owner;
import dev.vagus.delivery.module.ClassNames;
import dev.vagus.delivery.module.ModuleNames;
import dev.vagus.module.FailedRegistration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The interceptor services and what became of each. The service registry's calls for one service do not overlap; those for
 * different services may.
 */
public final class InterceptorServices {
    private static final Logger LOG = LoggerFactory.getLogger(InterceptorServices.class);

    private final BusEngine engine;
    private final Map<Long, InterceptorEntry> entries = new ConcurrentHashMap<>();
    private final Map<Long, FailedRegistration> failures = new ConcurrentHashMap<>();

    /** Knows none yet. */
    public InterceptorServices(BusEngine engine) {
        this.engine = engine;
    }

    /** A service has come, or its properties have changed. */
    public void put(ServiceReference<?> reference, MessageInterceptor interceptor) {
        long id = HandlerEntry.serviceId(reference);
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            return;
        }
        InterceptorEntry now = read(reference, bundle, interceptor);
        InterceptorEntry before = now == null ? entries.remove(id) : entries.put(id, now);
        engine.intercept(before, now);
    }

    /** A service has gone. */
    public void remove(ServiceReference<?> reference) {
        long id = HandlerEntry.serviceId(reference);
        failures.remove(id);
        InterceptorEntry before = entries.remove(id);
        if (before != null) {
            engine.intercept(before, null);
        }
    }

    /** Those whose properties are wrong; what the gate does not allow, the engine knows. */
    public List<FailedRegistration> failures() {
        return new ArrayList<>(failures.values());
    }

    private @Nullable InterceptorEntry read(
            ServiceReference<?> reference, Bundle bundle, MessageInterceptor interceptor) {
        long id = HandlerEntry.serviceId(reference);
        Owner owner = new Owner(ModuleNames.of(bundle), bundle.getBundleId());
        String name = name(reference, interceptor);
        try {
            InterceptorEntry entry = new InterceptorEntry(
                    name,
                    owner,
                    new InterceptorEntry.Place(order(reference), ranking(reference), id),
                    texts(reference.getProperty(MessageInterceptor.CHANNEL_PROPERTY)),
                    interceptor);
            failures.remove(id);
            return entry;
        } catch (IllegalArgumentException e) {
            FailedRegistration failure = new FailedRegistration(
                    "interceptor", name, owner.module(), owner.bundleId(), id, String.valueOf(e.getMessage()));
            if (!failure.equals(failures.put(id, failure))) {
                LOG.warn("an interceptor was refused: {}", failure);
            }
            return null;
        }
    }

    private static String name(ServiceReference<?> reference, MessageInterceptor interceptor) {
        @Nullable Object said = reference.getProperty(MessageInterceptor.NAME_PROPERTY);
        if (said != null) {
            return said.toString();
        }
        return ClassNames.of(interceptor.getClass());
    }

    private static int ranking(ServiceReference<?> reference) {
        return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    private static int order(ServiceReference<?> reference) {
        @Nullable Object said = reference.getProperty(InterceptorOrder.PROPERTY);
        if (said == null) {
            return InterceptorOrder.DEFAULT;
        }
        try {
            return Integer.parseInt(said.toString().strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the service property " + InterceptorOrder.PROPERTY + " must be a whole number, but is '" + said
                            + "'",
                    e);
        }
    }

    /** A string, an array or a collection of such. */
    private static List<String> texts(@Nullable Object said) {
        List<String> texts = new ArrayList<>();
        if (said instanceof Object[] array) {
            for (Object each : array) {
                texts.add(String.valueOf(each));
            }
        } else if (said instanceof Collection<?> several) {
            several.forEach(each -> texts.add(String.valueOf(each)));
        } else if (said != null) {
            texts.add(said.toString());
        }
        return texts;
    }
}
