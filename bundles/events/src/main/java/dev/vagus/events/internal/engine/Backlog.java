package dev.vagus.events.internal.engine;

import dev.vagus.events.ModuleEvent;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;

/**
 * What a handler hears before anything live: events of the past, in their order. It is represented in the handler's
 * mailbox by one item, {@link #TURN}, which is handed out before all that wait and takes no room there, however much it is.
 * Taken from by one thread at a time.
 */
final class Backlog {
    /** The item that stands for a backlog in a mailbox. Its event is nobody's. */
    static final Occurrence TURN = new Occurrence(new Event("dev/vagus/replay", Map.of()), null);

    private final Iterator<Map.Entry<Long, ModuleEvent>> events;
    private final ModuleEvents mapping;
    private volatile int left;

    /** With the events by their numbers. */
    Backlog(SortedMap<Long, ModuleEvent> events, ModuleEvents mapping) {
        this.mapping = mapping;
        left = events.size();
        this.events = new TreeMap<>(events).entrySet().iterator();
    }

    /** The next one, or null when that was all. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread at a time
    @Nullable
    Occurrence next() {
        if (!events.hasNext()) {
            return null;
        }
        Map.Entry<Long, ModuleEvent> next = events.next();
        left = left - 1;
        ModuleEvent event = next.getValue();
        return new Occurrence(mapping.osgiEventOf(event), event, next.getKey())
                .in(EventTrace.flow(event.correlationId(), null), null);
    }

    /** How many have not been taken. */
    int left() {
        return left;
    }
}
