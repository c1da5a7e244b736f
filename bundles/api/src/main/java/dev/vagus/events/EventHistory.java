package dev.vagus.events;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The events of the past: those that were published, and those that others posted through an EventAdmin under a topic of
 * {@link EventTopics}, as far as configuration or {@link EventBuilder#persist} selects them; and those posted under any other
 * topic that configuration selects ({@code history.topics}, none by default). Of these the name is the topic and the channel
 * is empty; what is no structure in their properties is a text. Kept as plain structure, in
 * memory, bounded by number, memory and age; what is beyond a bound goes, the oldest first. While there is a
 * {@link dev.vagus.spi.HistoryStore}, queries and clearing include what it has, and so do the replays that
 * handlers ask for ({@link Replay}); {@link #replay} comes out of memory. A service, thread-safe; no
 * publisher ever waits for it. After the events bundle has stopped, every method throws {@link EventsStoppedException}.
 */
@ProviderType
public interface EventHistory {
    /**
     * One page of what matches. Events are sorted by id, which is by time of publication. Pages are stable: whatever is
     * published or forgotten between two pages, no event is on both, and none that is there all the while is on neither.
     *
     * @throws IllegalArgumentException when {@link EventQuery#after} is not from a page
     * @throws dev.vagus.module.VagusException when there is a store that cannot be read now
     */
    EventPage query(EventQuery query);

    /**
     * Forgets everything that matches, on whatever page it would be.
     *
     * @return how many events that were, in memory or in the store, whichever had more
     * @throws dev.vagus.module.VagusException when there is a store that cannot do it now; memory has forgotten them
     */
    long clear(EventQuery which);

    /**
     * Brings events of the past to the handlers of one module once more: to each {@link ModuleEventHandler} and
     * {@link TypedEventHandler} what matches and what it hears, in the order in which the events came, all of it and not
     * a page only, marked {@link ModuleEvent.Mark#REPLAYED}. They wait in the handlers' mailboxes behind what waits there;
     * what a full mailbox turns away counts as dropped. Events of topics that are none of {@link EventTopics} are for no
     * such handler, and left out.
     *
     * @param module the module's name
     * @return how many were put into mailboxes
     */
    long replay(String module, EventQuery which);

    /** The sticky events that match, the latest published last; order, limit and place of the query make no difference. */
    List<StickyEvent> sticky(EventQuery which);

    /** Takes the sticky events away that match, and says how many those were. */
    long clearSticky(EventQuery which);

    /** The figures of this moment. */
    HistorySnapshot snapshot();
}
