package dev.vagus.events.internal.adapter;

import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;

/** Posts framework events on {@code org/osgi/framework/FrameworkEvent/}. */
final class FrameworkEvents implements FrameworkListener {
    static final String TOPIC_PREFIX = "org/osgi/framework/FrameworkEvent/";

    private final Adapter adapter;

    FrameworkEvents(Adapter adapter) {
        this.adapter = adapter;
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        String type =
                switch (event.getType()) {
                    case FrameworkEvent.STARTED -> "STARTED";
                    case FrameworkEvent.ERROR -> "ERROR";
                    case FrameworkEvent.WARNING -> "WARNING";
                    case FrameworkEvent.INFO -> "INFO";
                    case FrameworkEvent.PACKAGES_REFRESHED -> "PACKAGES_REFRESHED";
                    case FrameworkEvent.STARTLEVEL_CHANGED -> "STARTLEVEL_CHANGED";
                    default -> "";
                };
        if (!type.isEmpty()) {
            adapter.post(type, event, properties -> put(event, properties));
        }
    }

    private static void put(FrameworkEvent event, Map<String, Object> properties) {
        Bundle bundle = event.getBundle();
        if (bundle != null) {
            BundleFacts.put(bundle, properties);
        }
        Throwable error = event.getThrowable();
        if (error != null) {
            ErrorFacts.put(error, properties);
        }
    }
}
