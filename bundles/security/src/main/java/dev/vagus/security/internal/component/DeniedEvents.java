package dev.vagus.security.internal.component;

import dev.vagus.security.internal.access.AuditSink;
import dev.vagus.security.internal.access.Entry;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Raises an event for each refusal that is told, while there is an EventAdmin: {@value #DENIED} with {@code module},
 * {@code bundle.id}, {@code subject}, {@code access}, {@code rule}, {@code reason} and {@code timestamp}; and
 * {@value #SUPPRESSED} with {@code count} and {@code reason} for those that were too many.
 */
final class DeniedEvents implements AuditSink, AutoCloseable {
    static final String DENIED = "dev/vagus/security/DENIED";
    static final String SUPPRESSED = "dev/vagus/security/SUPPRESSED";

    private final ServiceTracker<EventAdmin, EventAdmin> events;

    DeniedEvents(BundleContext context) {
        events = new ServiceTracker<>(context, EventAdmin.class, null);
        events.open();
    }

    @Override
    public void close() {
        events.close();
    }

    @Override
    public void decided(Entry entry) {
        if (entry.kind() == Entry.Kind.REFUSED) {
            post(
                    DENIED,
                    Map.of(
                            "module", entry.module(),
                            "bundle.id", entry.bundleId(),
                            "subject", entry.subject(),
                            "access", entry.access(),
                            "rule", entry.rule(),
                            "reason", entry.text(),
                            "timestamp", entry.millis()));
        }
    }

    @Override
    public void suppressed(long count, String text) {
        post(SUPPRESSED, Map.of("count", count, "reason", text, "timestamp", System.currentTimeMillis()));
    }

    private void post(String topic, Map<String, ?> properties) {
        EventAdmin admin = events.getService();
        if (admin != null) {
            admin.postEvent(new Event(topic, properties));
        }
    }
}
