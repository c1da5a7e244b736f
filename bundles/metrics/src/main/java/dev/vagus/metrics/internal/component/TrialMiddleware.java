package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.internal.selftest.CallStop;
import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.MiddlewareOrder;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Ends marked calls by a middleware around the operation, right inside of the check of the arguments. */
final class TrialMiddleware implements CallStop {
    private final BundleContext context;

    TrialMiddleware(BundleContext context) {
        this.context = context;
    }

    @Override
    public Runnable around(String operation, String mark) {
        ApiMiddleware middleware = (invocation, next) ->
                mark.equals(invocation.metadata().get(MARK)) ? Outcome.of("not run") : next.proceed(invocation);
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(ApiMiddleware.NAME_PROPERTY, CallStop.name(mark));
        properties.put(ApiMiddleware.TARGET_PROPERTY, operation);
        properties.put(MiddlewareOrder.PROPERTY, MiddlewareOrder.VALIDATION + 1);
        ServiceRegistration<ApiMiddleware> registration =
                context.registerService(ApiMiddleware.class, middleware, properties);
        return registration::unregister;
    }
}
