package dev.vagus.events.internal.component;

import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.engine.EventGate;
import dev.vagus.events.internal.tracking.Security;
import dev.vagus.module.VagusException;
import java.util.function.Consumer;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** The standard service over the engine, as one bundle sees it: an {@link Event} does not carry who raised it. */
final class EventAdminService implements EventAdmin {
    private final Consumer<Event> post;
    private final Consumer<Event> send;
    private final EventGate door;
    private final String module;
    private final long bundleId;

    EventAdminService(EventEngine engine, String module, long bundleId) {
        post = event -> engine.post(event, module);
        send = event -> engine.send(event, module);
        door = engine.door();
        this.module = module;
        this.bundleId = bundleId;
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
    private void raise(Event event, Consumer<Event> way) {
        askGate(event);
        if (Security.isOff()) {
            way.accept(event);
            return;
        }
        Security.checkPublish(event.getTopic());
        Security.privileged(() -> way.accept(event));
    }

    /** The specification knows one exception for who may not raise an event. */
    private void askGate(Event event) {
        try {
            door.requirePost(event.getTopic(), module, bundleId);
        } catch (VagusException e) {
            throw new SecurityException(e.getMessage(), e);
        }
    }
}
