package dev.vagus.events.internal.engine;

import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Kept;
import java.util.List;
import java.util.function.Predicate;

/** Brings events of the past, out of memory, to handlers that are there. Thread-safe. */
final class Repeating {
    private final History history;
    private final Entrance entrance;
    private final ModuleEvents mapping;

    Repeating(History history, Entrance entrance, ModuleEvents mapping) {
        this.history = history;
        this.entrance = entrance;
        this.mapping = mapping;
    }

    /**
     * Brings events of the past to the handlers of a module once more.
     *
     * @return how many were queued
     */
    long repeat(Iterable<HandlerEntry> entries, String module, Predicate<ModuleEvent> which) {
        List<Kept> past = history.present().stream()
                .filter(kept -> which.test(kept.event()))
                .toList();
        long queued = 0;
        for (HandlerEntry entry : entries) {
            HandlerIdentity identity = entry.identity();
            if (identity.kind() == HandlerKind.MODULE && identity.module().equals(module)) {
                queued += repeat(entry, past);
            }
        }
        return queued;
    }

    private long repeat(HandlerEntry entry, List<Kept> past) {
        long queued = 0;
        for (Kept kept : past) {
            if (entrance.hears(entry, kept.event())) {
                Occurrence again = Occurrence.ofPast(kept.event().with(Mark.REPLAYED), History.UNKEPT, mapping);
                queued += entry.queue(again) ? 1 : 0;
            }
        }
        return queued;
    }
}
