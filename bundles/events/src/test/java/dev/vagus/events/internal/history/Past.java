package dev.vagus.events.internal.history;

import dev.vagus.events.ModuleEvent;
import dev.vagus.module.TimeOrderedId;
import java.time.Instant;
import java.util.Map;

/** Events for tests of the history. */
final class Past {
    private Past() {}

    static ModuleEvent event(String name) {
        return event(name, "Events", "Lab", 1_000, null, Map.of());
    }

    static ModuleEvent event(String name, Map<String, Object> data) {
        return event(name, "Events", "Lab", 1_000, null, data);
    }

    static ModuleEvent at(String name, long millis) {
        return event(name, "Events", "Lab", millis, null, Map.of());
    }

    static ModuleEvent event(
            String name, String channel, String source, long millis, String correlation, Map<String, Object> data) {
        return new ModuleEvent(
                TimeOrderedId.next().toString(),
                name,
                channel,
                source,
                Instant.ofEpochMilli(millis),
                correlation,
                data);
    }
}
