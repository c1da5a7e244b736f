package dev.vagus.events.internal.tracking;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;

/**
 * An event as its properties, the topic among them, for {@link org.osgi.framework.Filter#matches}, which only looks keys up:
 * what {@link Event#matches} says, without a dictionary for each handler that is asked.
 */
final class FilterView extends AbstractMap<String, @Nullable Object> {
    private final Event event;

    FilterView(Event event) {
        this.event = event;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return key instanceof String name ? event.getProperty(name) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && event.containsProperty(name);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        Map<String, @Nullable Object> all = new HashMap<>();
        for (String name : event.getPropertyNames()) {
            all.put(name, event.getProperty(name));
        }
        return all.entrySet();
    }
}
