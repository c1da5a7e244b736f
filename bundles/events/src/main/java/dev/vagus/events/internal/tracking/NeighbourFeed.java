package dev.vagus.events.internal.tracking;

import dev.vagus.events.internal.engine.EventEngine;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/**
 * Hears all events of other EventAdmins, as one handler service of this bundle, and hands them to the history and to the
 * handlers of Vagus events. Handlers of OSGi events get them from the other EventAdmin, so nothing is delivered twice. This
 * bundle's own dispatch leaves services of this bundle out, so without another EventAdmin it hears nothing and costs
 * nothing. It is there before another one comes and until after that has gone: registered only when that is seen, it
 * would miss what is raised meanwhile.
 */
public final class NeighbourFeed implements EventHandler {
    private final BundleContext context;
    private final EventEngine engine;
    private @Nullable ServiceRegistration<EventHandler> registration;

    /** With the engine to feed. */
    public NeighbourFeed(BundleContext context, EventEngine engine) {
        this.context = context;
        this.engine = engine;
    }

    /** Begins to listen, to every EventAdmin that is there or comes. Not thread-safe. */
    public void open() {
        Map<String, Object> properties = Map.of(
                EventConstants.EVENT_TOPIC, "*", EventConstants.EVENT_DELIVERY, EventConstants.DELIVERY_ASYNC_ORDERED);
        registration = context.registerService(EventHandler.class, this, FrameworkUtil.asDictionary(properties));
    }

    /** Ends listening. */
    public void close() {
        ServiceRegistration<EventHandler> current = registration;
        registration = null;
        if (current != null) {
            current.unregister();
        }
    }

    @Override
    public void handleEvent(Event event) {
        engine.feed(event);
    }
}
