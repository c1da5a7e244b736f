package dev.vagus.events.internal.engine;

import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.events.internal.history.Ids;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What is in memory at the moment at which a handler that reads a store goes over to what is live. Not thread-safe.
 *
 * <p>Events from the number {@code end} on are live. Whatever has a lower one is here, or has left the memory before: then its
 * id is below {@code bound}.
 */
final class Turnover {
    private final long end;
    private final long bound;
    private final ModuleEvents mapping;

    /** The ids of all that is in memory, whether the handler is to hear it or not. */
    private final Set<Long> present;

    /** What the handler is to hear of it, by id. */
    private final TreeMap<Long, Held> held = new TreeMap<>();

    private record Held(long sequence, ModuleEvent event) {}

    Turnover(long end, long bound, Set<Long> present, ModuleEvents mapping) {
        this.end = end;
        this.bound = bound;
        this.present = present;
        this.mapping = mapping;
    }

    /** The handler is to hear this one, for this reason. */
    void add(long sequence, ModuleEvent event, Mark why) {
        held.compute(Ids.of(event), (id, known) -> new Held(sequence, (known == null ? event : known.event).with(why)));
    }

    long end() {
        return end;
    }

    long bound() {
        return bound;
    }

    /** Whether the event of this id need not come out of the store. */
    boolean has(long id) {
        return present.contains(id);
    }

    /** Brings everything up to this id that was not brought before. */
    void bring(long id, Consumer<Occurrence> out) {
        for (Map.Entry<Long, Held> first = held.firstEntry();
                first != null && first.getKey() <= id;
                first = held.firstEntry()) {
            held.remove(first.getKey());
            out.accept(Occurrence.ofPast(first.getValue().event, first.getValue().sequence, mapping));
        }
    }
}
