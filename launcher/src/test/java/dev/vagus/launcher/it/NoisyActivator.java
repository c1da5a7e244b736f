package dev.vagus.launcher.it;

import dev.vagus.registry.ApiHandler;
import java.util.Hashtable;
import java.util.logging.Logger;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The activator of a module whose operation {@code Noisy.Say} writes a warning to the log, on the thread of its caller. */
public final class NoisyActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("vagus.api.module", "Noisy");
        properties.put(ApiHandler.OPERATION_PROPERTY, "Say");
        ApiHandler say = invocation -> {
            Logger.getLogger("noisy").warning("this is for the log");
            return "said";
        };
        context.registerService(ApiHandler.class, say, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // What it registered goes with it.
    }
}
