package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.internal.selftest.BreakerPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Dictionary;
import java.util.Hashtable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Sets a breaker by a policy in Config Admin, as an operator would. One that a killed process has left behind is found
 * again by its name.
 */
final class ConfiguredBreaker implements BreakerPolicy {
    private static final String FACTORY = "dev.vagus.policy";

    private final BundleContext context;

    private ConfiguredBreaker(BundleContext context) {
        this.context = context;
    }

    /** One that sets breakers, or none where there is no Config Admin. */
    static BreakerPolicy in(BundleContext context) {
        try {
            ConfiguredBreaker made = new ConfiguredBreaker(context);
            made.admin();
            return made;
        } catch (NoClassDefFoundError e) {
            return NONE;
        }
    }

    private @Nullable ServiceReference<ConfigurationAdmin> admin() {
        return context.getServiceReference(ConfigurationAdmin.class);
    }

    @Override
    public Runnable apply(String name, String operation, int failures, long recoveryMillis) {
        ServiceReference<ConfigurationAdmin> reference = admin();
        ConfigurationAdmin admin = reference == null ? null : context.getService(reference);
        if (reference == null || admin == null) {
            return NONE.apply(name, operation, failures, recoveryMillis);
        }
        try {
            Configuration policy = admin.getFactoryConfiguration(FACTORY, name, "?");
            Dictionary<String, Object> values = new Hashtable<>();
            values.put("targets", new String[] {operation});
            values.put("breaker.failures", failures);
            values.put("breaker.recovery.ms", recoveryMillis);
            policy.update(values);
            return () -> delete(policy, reference);
        } catch (IOException e) {
            throw new UncheckedIOException("the policy of the self-test's breaker cannot be written", e);
        }
    }

    private void delete(Configuration policy, ServiceReference<ConfigurationAdmin> reference) {
        try {
            policy.delete();
        } catch (IOException e) {
            throw new UncheckedIOException("the policy " + policy.getPid() + " of the self-test cannot be deleted", e);
        } finally {
            context.ungetService(reference);
        }
    }
}
