package dev.vagus.events.internal.component;

import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.tracking.Security;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** The standard service over the engine. One for all bundles, since an {@link Event} does not carry who raised it. */
final class EventAdminService implements EventAdmin {
    private final EventEngine engine;

    EventAdminService(EventEngine engine) {
        this.engine = engine;
    }

    @Override
    public void postEvent(Event event) {
        Security.checkPublish(event.getTopic());
        engine.post(event);
    }

    @Override
    public void sendEvent(Event event) {
        Security.checkPublish(event.getTopic());
        engine.send(event);
    }
}
