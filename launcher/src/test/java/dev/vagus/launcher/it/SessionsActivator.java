package dev.vagus.launcher.it;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The activator of a module with a command that says how many sessions Gogo keeps. */
public final class SessionsActivator implements BundleActivator {
    private BundleContext context;

    @Override
    public void start(BundleContext own) {
        context = own;
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("osgi.command.scope", "test"));
        properties.put("osgi.command.function", new String[] {"sessions"});
        context.registerService(SessionsActivator.class, this, properties);
    }

    /** The command. Gogo tells nobody, so it is looked up inside. */
    public String sessions() throws ReflectiveOperationException {
        ServiceReference<?> reference =
                context.getServiceReference("org.apache.felix.service.command.CommandProcessor");
        Object processor = context.getService(Objects.requireNonNull(reference));
        Field sessions = processor.getClass().getDeclaredField("sessions");
        sessions.setAccessible(true);
        Collection<?> open = ((Map<?, ?>) sessions.get(processor)).keySet();
        return "sessions open: " + open.size();
    }

    @Override
    public void stop(BundleContext own) {}
}
