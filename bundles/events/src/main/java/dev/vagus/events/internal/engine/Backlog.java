package dev.vagus.events.internal.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;

/**
 * What a handler hears before anything live: events of the past, in their order. It is represented in the handler's
 * mailbox by one item, {@link #TURN}, which is handed out before all that wait and takes no room there, however much it is.
 * Taken from by one thread at a time.
 */
interface Backlog {
    /** The item that stands for a backlog in a mailbox. Its event is nobody's. */
    Occurrence TURN = new Occurrence(new Event("dev/vagus/replay", Map.of()), null);

    /** Says that the next one is being fetched; whoever fetches it gives {@link #TURN} back to the mailbox. */
    Occurrence AWAITED = new Occurrence(new Event("dev/vagus/replay/awaited", Map.of()), null);

    /** The next one, {@link #AWAITED}, or null when that was all. */
    @Nullable
    Occurrence next();

    /** Whether there is nothing left, asked where nothing is being fetched. */
    boolean isOver();

    /** How many have not been taken, as far as they are in memory. */
    int left();
}
