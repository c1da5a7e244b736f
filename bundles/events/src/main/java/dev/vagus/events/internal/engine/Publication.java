package dev.vagus.events.internal.engine;

import dev.vagus.events.ModuleEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event and what is to become of it beside its delivery. Immutable.
 *
 * @param event the event
 * @param persist whether the history keeps it; null for what is configured
 * @param sticky what becomes of the sticky events of its name; null for nothing
 */
public record Publication(
        ModuleEvent event,
        @Nullable Boolean persist,
        @Nullable Sticky sticky) {
    /**
     * What becomes of the sticky events of an event's name.
     *
     * @param key of this key; empty for the name alone, or for all keys when they end
     * @param ends whether they are taken away, instead of the event becoming one
     */
    public record Sticky(String key, boolean ends) {}

    /** One of which nothing special is asked. */
    public static Publication of(ModuleEvent event) {
        return new Publication(event, null, null);
    }
}
