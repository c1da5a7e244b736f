package dev.vagus.events;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The events of the past: those that were published, and those that others posted through an EventAdmin under a topic of
 * {@link EventTopics}, as far as configuration or {@link EventBuilder#persist} selects them. Kept as plain structure, in
 * memory, bounded by number, memory and age; what is beyond a bound goes, the oldest first. A service, thread-safe; no
 * publisher ever waits for it. After the events bundle has stopped, every method throws {@link EventsStoppedException}.
 */
@ProviderType
public interface EventHistory {
    /**
     * One page of what matches. Events are sorted by id, which is by time of publication. Pages are stable: whatever is
     * published or forgotten between two pages, no event is on both, and none that is there all the while is on neither.
     *
     * @throws IllegalArgumentException when {@link EventQuery#after} is not from a page
     */
    EventPage query(EventQuery query);

    /** Forgets everything that matches, on whatever page it would be, and says how many events that were. */
    long clear(EventQuery which);

    /** The figures of this moment. */
    HistorySnapshot snapshot();
}
