package dev.vagus.launcher.it;

import dev.vagus.registry.ApiHandler;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The activator of a module with two operations: {@code Till.Pay}, which breaks down at poison, and {@code Till.Sum}. */
public final class TillActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        offer(context, "Pay", invocation -> {
            if ("poison".equals(invocation.parameters().get("Item"))) {
                throw new IllegalStateException("the till is jammed");
            }
            return "paid";
        });
        offer(context, "Sum", invocation -> 0);
    }

    private static void offer(BundleContext context, String name, ApiHandler handler) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("vagus.api.module", "Till");
        properties.put(ApiHandler.OPERATION_PROPERTY, name);
        properties.put(ApiHandler.PARAMETERS_PROPERTY, new String[] {"Item:string?"});
        context.registerService(ApiHandler.class, handler, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // What it registered goes with it.
    }
}
