package dev.vagus.events.internal.component;

import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.tracking.Security;
import java.util.function.Consumer;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** The standard service over the engine. One for all bundles, since an {@link Event} does not carry who raised it. */
final class EventAdminService implements EventAdmin {
    private final Consumer<Event> post;
    private final Consumer<Event> send;

    EventAdminService(EventEngine engine) {
        post = engine::post;
        send = engine::send;
    }

    @Override
    public void postEvent(Event event) {
        raise(event, post);
    }

    @Override
    public void sendEvent(Event event) {
        raise(event, send);
    }

    /** With the right to its topic a sender has all that it needs: the rest happens under the privileges of this bundle. */
    private static void raise(Event event, Consumer<Event> way) {
        if (Security.isOff()) {
            way.accept(event);
            return;
        }
        Security.checkPublish(event.getTopic());
        Security.privileged(() -> way.accept(event));
    }
}
