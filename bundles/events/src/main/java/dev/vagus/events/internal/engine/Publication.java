package dev.vagus.events.internal.engine;

import dev.vagus.events.ModuleEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event and what is to become of it beside its delivery. Immutable.
 *
 * @param event the event
 * @param persist whether the history keeps it; null for what is configured
 */
public record Publication(ModuleEvent event, @Nullable Boolean persist) {
    /** One of which nothing special is asked. */
    public static Publication of(ModuleEvent event) {
        return new Publication(event, null);
    }
}
