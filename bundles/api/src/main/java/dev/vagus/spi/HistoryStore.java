package dev.vagus.spi;

import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps events beyond the life of the process. A service; of several the one of the highest ranking is used. While it is
 * there, every event that the history keeps is given to it too, before it is delivered, and queries, clearing and the replays
 * of handlers include it: also OSGi events that are no Vagus events, whose name is a topic of any length and whose channel is empty. Thread-safe.
 */
@ConsumerType
public interface HistoryStore {
    /**
     * Takes an event for writing. The data of one with the mark {@code ENCRYPTED} must not be written but sealed by a
     * {@link PayloadCipher}; where that cannot be done it is refused. Called on the publisher's thread, so it never blocks: what cannot be taken now is
     * refused at once. Events of one publisher come in their order. An event that is there already, by its id, is left as
     * it is.
     *
     * @return completes when the event would survive the end of the process; exceptionally when it was refused or will
     *     never be written
     */
    CompletionStage<?> append(ModuleEvent event);

    /**
     * One page of what was written, sorted by id, as {@code EventHistory.query} describes. May block. The
     * text may be looked for less exactly, and too many events found: each is looked at again.
     *
     * @throws dev.vagus.module.VagusException when it cannot be read now
     */
    EventPage query(EventQuery query);

    /**
     * Forgets everything that matches, on whatever page it would be, also what was taken and is not written yet. May block.
     *
     * @return how many events that were
     * @throws dev.vagus.module.VagusException when it cannot be done now
     */
    long clear(EventQuery which);
}
