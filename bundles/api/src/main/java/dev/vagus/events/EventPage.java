package dev.vagus.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of events of the past; it may hold fewer than were asked for although there is another. Immutable.
 *
 * @param events the events, in the order that was asked for
 * @param next where the next page begins, for {@link EventQuery#after}; null when there is none
 */
public record EventPage(List<ModuleEvent> events, @Nullable String next) {
    /** Copies the events. */
    public EventPage {
        events = List.copyOf(events);
    }
}
