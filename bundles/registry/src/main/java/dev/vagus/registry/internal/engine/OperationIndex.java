package dev.vagus.registry.internal.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Operations by qualified name. Several providers may offer the same one: the first by ranking and age answers, the others
 * stand in its shadow until it leaves. Reading takes no lock; adding and removing cost the same however many there are.
 */
final class OperationIndex {
    private final Map<String, OperationEntry[]> slots = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /** The entry that answers; null when there is none. */
    @Nullable
    OperationEntry winner(String qualifiedName) {
        OperationEntry[] slot = slots.get(qualifiedName);
        return slot == null ? null : slot[0];
    }

    /** The entry that answers, then those in its shadow; empty when there is none. */
    List<OperationEntry> all(String qualifiedName) {
        OperationEntry[] slot = slots.get(qualifiedName);
        return slot == null ? List.of() : List.of(slot);
    }

    int size() {
        return slots.size();
    }

    void add(OperationEntry entry) {
        slots.merge(entry.qualifiedName(), new OperationEntry[] {entry}, (present, added) -> insert(present, entry));
        changes.incrementAndGet();
    }

    private static OperationEntry[] insert(OperationEntry[] present, OperationEntry entry) {
        int at = 0;
        while (at < present.length && !entry.provider().beats(present[at].provider())) {
            at++;
        }
        OperationEntry[] all = Arrays.copyOf(present, present.length + 1);
        System.arraycopy(present, at, all, at + 1, present.length - at);
        all[at] = entry;
        return all;
    }

    void remove(OperationEntry entry) {
        slots.computeIfPresent(entry.qualifiedName(), (name, present) -> {
            OperationEntry[] rest =
                    Arrays.stream(present).filter(other -> other != entry).toArray(OperationEntry[]::new);
            return rest.length == 0 ? null : rest;
        });
        changes.incrementAndGet();
    }

    /** How often an entry came or went; counted after it did. */
    long changes() {
        return changes.get();
    }

    /** The names of all operations that can be called. */
    Iterable<String> names() {
        return slots.keySet();
    }

    void forEachWinner(Consumer<OperationEntry> action) {
        slots.values().forEach(slot -> action.accept(slot[0]));
    }

    void forEachEntry(Consumer<OperationEntry> action) {
        slots.values().forEach(slot -> {
            for (OperationEntry entry : slot) {
                action.accept(entry);
            }
        });
    }
}
