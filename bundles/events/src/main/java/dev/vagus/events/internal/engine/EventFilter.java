package dev.vagus.events.internal.engine;

import java.util.function.Predicate;
import org.osgi.service.event.Event;

/**
 * The filter of a handler. Handlers of one topic often have the same one, which then is asked once for an event, not once
 * for each of them: see {@link Occurrence#passes}.
 *
 * @param access whether the handler's bundle may have the event; that differs from bundle to bundle
 * @param text the filter as it was given: filters of the same text say the same
 * @param matches the filter
 */
public record EventFilter(Predicate<Event> access, String text, Predicate<Event> matches) implements Predicate<Event> {
    @Override
    public boolean test(Event event) {
        return access.test(event) && matches.test(event);
    }
}
