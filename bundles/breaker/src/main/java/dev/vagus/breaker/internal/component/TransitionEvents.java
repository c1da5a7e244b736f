package dev.vagus.breaker.internal.component;

import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.BreakerTransition;
import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.engine.BreakerListener;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Raises an event for each transition, while there is an EventAdmin: {@code dev/vagus/breaker/OPENED}, {@code HALF_OPENED},
 * {@code CLOSED} and {@code FORCED_OPEN}, with {@code target}, {@code module}, {@code bundle.id}, {@code from}, {@code to},
 * {@code reason} and {@code timestamp}.
 */
final class TransitionEvents implements BreakerListener, AutoCloseable {
    private static final String PREFIX = "dev/vagus/breaker/";

    private final ServiceTracker<EventAdmin, EventAdmin> events;

    TransitionEvents(BundleContext context) {
        events = new ServiceTracker<>(context, EventAdmin.class, null);
        events.open();
    }

    @Override
    public void close() {
        events.close();
    }

    @Override
    public void changed(Breaker breaker, BreakerTransition transition) {
        EventAdmin admin = events.getService();
        if (admin == null) {
            return;
        }
        admin.postEvent(new Event(
                PREFIX + name(transition.to()),
                Map.of(
                        "target", breaker.guarded().target(),
                        "module", breaker.guarded().module(),
                        "bundle.id", breaker.guarded().bundleId(),
                        "from", transition.from().name(),
                        "to", transition.to().name(),
                        "reason", transition.reason(),
                        "timestamp", transition.time().toEpochMilli())));
    }

    private static String name(BreakerState state) {
        return switch (state) {
            case OPEN -> "OPENED";
            case HALF_OPEN -> "HALF_OPENED";
            case CLOSED -> "CLOSED";
            case FORCED_OPEN -> "FORCED_OPEN";
        };
    }
}
