package dev.vagus.events.internal.adapter;

import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;

/** Posts bundle events on {@code org/osgi/framework/BundleEvent/}. */
final class BundleEvents implements BundleListener {
    static final String TOPIC_PREFIX = "org/osgi/framework/BundleEvent/";

    private final Adapter adapter;

    BundleEvents(Adapter adapter) {
        this.adapter = adapter;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        String type =
                switch (event.getType()) {
                    case BundleEvent.INSTALLED -> "INSTALLED";
                    case BundleEvent.STARTED -> "STARTED";
                    case BundleEvent.STOPPED -> "STOPPED";
                    case BundleEvent.UPDATED -> "UPDATED";
                    case BundleEvent.UNINSTALLED -> "UNINSTALLED";
                    case BundleEvent.RESOLVED -> "RESOLVED";
                    case BundleEvent.UNRESOLVED -> "UNRESOLVED";
                    default -> "";
                };
        if (!type.isEmpty()) {
            adapter.post(type, event, properties -> BundleFacts.put(event.getBundle(), properties));
        }
    }
}
