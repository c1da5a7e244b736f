package dev.vagus.events.internal.adapter;

import dev.vagus.events.internal.engine.EventEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

/** Posts the events of one kind, and makes them only when somebody may want them. */
final class Adapter {
    private final EventEngine engine;
    private final LongSupplier wallClockMillis;
    private final String topicPrefix;

    Adapter(EventEngine engine, LongSupplier wallClockMillis, String topicPrefix) {
        this.engine = engine;
        this.wallClockMillis = wallClockMillis;
        this.topicPrefix = topicPrefix;
    }

    void post(String type, Object event, Consumer<Map<String, Object>> facts) {
        String topic = topicPrefix + type;
        if (!engine.isWanted(topic)) {
            return;
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put(EventConstants.EVENT, event);
        properties.put(EventConstants.TIMESTAMP, wallClockMillis.getAsLong());
        facts.accept(properties);
        engine.postHurried(new Event(topic, properties));
    }
}
