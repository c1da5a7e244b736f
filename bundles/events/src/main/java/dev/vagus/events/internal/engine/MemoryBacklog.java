package dev.vagus.events.internal.engine;

import dev.vagus.events.ModuleEvent;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Events of the past that are all in memory, in the order of their numbers. */
final class MemoryBacklog implements Backlog {
    private final Iterator<Map.Entry<Long, ModuleEvent>> events;
    private final ModuleEvents mapping;
    private volatile int left;

    /** With the events by their numbers. */
    MemoryBacklog(SortedMap<Long, ModuleEvent> events, ModuleEvents mapping) {
        this.mapping = mapping;
        left = events.size();
        this.events = new TreeMap<>(events).entrySet().iterator();
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread at a time
    public @Nullable Occurrence next() {
        if (!events.hasNext()) {
            return null;
        }
        Map.Entry<Long, ModuleEvent> next = events.next();
        left = left - 1;
        return Occurrence.ofPast(next.getValue(), next.getKey(), mapping);
    }

    @Override
    public boolean isOver() {
        return left == 0;
    }

    @Override
    public int left() {
        return left;
    }
}
