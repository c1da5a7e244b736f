package dev.vagus.events.internal.adapter;

import java.util.List;
import java.util.Map;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.EventConstants;

/** Posts service events on {@code org/osgi/framework/ServiceEvent/}. */
final class ServiceEvents implements AllServiceListener {
    static final String TOPIC_PREFIX = "org/osgi/framework/ServiceEvent/";

    private final Adapter adapter;

    ServiceEvents(Adapter adapter) {
        this.adapter = adapter;
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        String type =
                switch (event.getType()) {
                    case ServiceEvent.REGISTERED -> "REGISTERED";
                    case ServiceEvent.MODIFIED -> "MODIFIED";
                    case ServiceEvent.UNREGISTERING -> "UNREGISTERING";
                    default -> "";
                };
        if (!type.isEmpty()) {
            adapter.post(type, event, properties -> put(event.getServiceReference(), properties));
        }
    }

    static void put(ServiceReference<?> reference, Map<String, Object> properties) {
        properties.put(EventConstants.SERVICE, reference);
        properties.put(EventConstants.SERVICE_ID, reference.getProperty(Constants.SERVICE_ID));
        properties.put(EventConstants.SERVICE_OBJECTCLASS, reference.getProperty(Constants.OBJECTCLASS));
        Object pid = reference.getProperty(Constants.SERVICE_PID);
        if (pid instanceof String[] pids) {
            properties.put(EventConstants.SERVICE_PID, List.of(pids));
        } else if (pid != null) {
            properties.put(EventConstants.SERVICE_PID, pid);
        }
    }
}
