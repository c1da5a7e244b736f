package dev.vagus.events.internal.engine;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.EventTopics;
import dev.vagus.events.ModuleEvent;
import dev.vagus.module.TimeOrderedId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

/**
 * Writes down events of others, which are no Vagus events, as the history keeps them: the topic as the name, no channel,
 * the bundle as the source where a property names it. Properties are copied as far as they are values, collections, maps,
 * arrays and records; of everything else a text is kept, since it may be part of the framework, hold the whole of it, or
 * come apart only by running its code. Thread-safe.
 */
final class ForeignEvents {
    private final Structures structures;
    private final LongSupplier wallClockMillis;

    ForeignEvents(Structures structures, LongSupplier wallClockMillis) {
        this.structures = structures;
        this.wallClockMillis = wallClockMillis;
    }

    /** The event as the history keeps it. */
    ModuleEvent recordOf(Event event) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        for (String key : event.getPropertyNames()) {
            if (!key.equals(EventConstants.EVENT_TOPIC)) {
                data.put(key, copy(event.getProperty(key)));
            }
        }
        Object stamp = data.get(EventConstants.TIMESTAMP);
        long raised = stamp instanceof Long millis ? millis : wallClockMillis.getAsLong();
        if (stamp instanceof Long) {
            data.remove(EventConstants.TIMESTAMP);
        }
        Object correlation = event.getProperty(EventTopics.CORRELATION_ID);
        Object source = data.get(EventConstants.BUNDLE_SYMBOLICNAME);
        return new ModuleEvent(
                TimeOrderedId.next().toString(),
                event.getTopic(),
                "",
                source instanceof String name ? name : "",
                Instant.ofEpochMilli(raised),
                correlation instanceof String id ? id : null,
                ModuleEvents.asMap(structures.freeze(data)));
    }

    /** One that cannot be copied, such as a map with objects as keys, costs no more than itself. */
    private @Nullable Object copy(@Nullable Object value) {
        try {
            return structures.freeze(value);
        } catch (RuntimeException e) {
            return value == null ? null : value.getClass().getName();
        }
    }
}
