package dev.vagus.examples.configuration;

import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventPublisher;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells by a message on the channel Configuration, for those who act on it, and by an event, for those who watch. */
@Component
public final class Announcements implements Announcer {
    static final String CHANNEL = "Configuration";

    private final MessageBus bus;
    private final EventPublisher events;

    /** Called by the component runtime. */
    @Activate
    public Announcements(@Reference MessageBus bus, @Reference EventPublisher events) {
        this.bus = bus;
        this.events = events;
    }

    @Override
    public void announce(ConfigChanged change) {
        bus.send(CHANNEL, "ConfigChanged", change);

        Map<String, Object> data = new LinkedHashMap<>();
        data.put("Module", change.module());
        data.put("Setting", change.setting());
        if (change.oldValue() != null) {
            data.put("OldValue", change.oldValue());
        }
        if (change.newValue() != null) {
            data.put("NewValue", change.newValue());
        }
        events.publish("ConfigurationChanged", data);
    }
}
