package dev.vagus.events.internal.adapter;

import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;

/**
 * Posts what happens to configurations on {@code org/osgi/service/cm/ConfigurationEvent/}, with the properties of section
 * 104.9, unless the Config Admin knows the package of Event Admin: such a one posts them itself, Felix's does not. Runs on
 * the thread on which the Config Admin tells it.
 */
final class ConfigurationEvents implements ConfigurationListener {
    static final String TOPIC_PREFIX = "org/osgi/service/cm/ConfigurationEvent/";

    private final Adapter adapter;

    ConfigurationEvents(Adapter adapter) {
        this.adapter = adapter;
    }

    /** Hears of configurations from now on, until the registration ends. */
    static ServiceRegistration<?> listen(BundleContext context, Adapter adapter) {
        return context.registerService(ConfigurationListener.class, new ConfigurationEvents(adapter), null);
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        String type =
                switch (event.getType()) {
                    case ConfigurationEvent.CM_UPDATED -> "CM_UPDATED";
                    case ConfigurationEvent.CM_DELETED -> "CM_DELETED";
                    case ConfigurationEvent.CM_LOCATION_CHANGED -> "CM_LOCATION_CHANGED";
                    default -> "";
                };
        if (!type.isEmpty() && !postsItself(event.getReference())) {
            adapter.post(type, event, properties -> put(event, properties));
        }
    }

    private static boolean postsItself(ServiceReference<?> configAdmin) {
        Bundle provider = configAdmin.getBundle();
        return provider != null && PackageUse.mayUse(provider, PackageUse.EVENTS);
    }

    private static void put(ConfigurationEvent event, Map<String, Object> properties) {
        properties.put("cm.pid", event.getPid());
        if (event.getFactoryPid() != null) {
            properties.put("cm.factoryPid", event.getFactoryPid());
        }
        ServiceEvents.put(event.getReference(), properties);
    }
}
