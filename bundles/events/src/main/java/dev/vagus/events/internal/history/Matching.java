package dev.vagus.events.internal.history;

import dev.vagus.delivery.Wildcard;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which events a query means, whatever page it asks for. Immutable. */
public final class Matching implements Predicate<ModuleEvent> {
    private final EventQuery query;
    private final Wildcard name;
    private final Wildcard channel;
    private final Wildcard source;

    /** Compiles the patterns. */
    public Matching(EventQuery query) {
        this.query = query;
        name = Wildcard.compile(query.name());
        channel = Wildcard.compile(query.channel());
        source = Wildcard.compile(query.source());
    }

    @Override
    public boolean test(ModuleEvent event) {
        return name.matches(event.name())
                && channel.matches(event.channel())
                && source.matches(event.source())
                && (query.correlationId() == null || query.correlationId().equals(event.correlationId()))
                && (query.from() == null || !event.timestamp().isBefore(query.from()))
                && (query.until() == null || event.timestamp().isBefore(query.until()))
                && (query.text() == null || contains(event.data(), query.text()));
    }

    private static boolean contains(@Nullable Object value, String text) {
        if (value == null) {
            return false;
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .anyMatch(entry -> contains(entry.getKey(), text) || contains(entry.getValue(), text));
        }
        if (value instanceof Collection<?> items) {
            return items.stream().anyMatch(item -> contains(item, text));
        }
        return !(value instanceof byte[]) && containsIgnoringCase(value.toString(), text);
    }

    private static boolean containsIgnoringCase(String where, String text) {
        for (int i = 0; i <= where.length() - text.length(); i++) {
            if (where.regionMatches(true, i, text, 0, text.length())) {
                return true;
            }
        }
        return false;
    }
}
