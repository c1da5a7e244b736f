package dev.vagus.bus.internal.engine;

import dev.vagus.bus.internal.engine.KeptLetter.Storage;
import dev.vagus.module.TimeOrderedId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What differs between the memory and the store: letters to be written, each of which is in memory, and ids to be removed,
 * each of which the store has or was given. Both are bounded with the letters themselves: after an error nothing more is
 * given to the store until it has said what it has. Guarded by {@link DeadLetters}.
 */
final class StoreBacklog {
    private final TreeMap<TimeOrderedId, KeptLetter> unwritten = new TreeMap<>();
    private final Set<TimeOrderedId> departed = new HashSet<>();

    /**
     * What the store is to do in one step.
     *
     * @param added to be written, in order of their ids
     * @param departed ids to be removed
     */
    record Changes(List<KeptLetter> added, List<TimeOrderedId> departed) {
        Changes {
            added = List.copyOf(added);
            departed = List.copyOf(departed);
        }
    }

    boolean isEmpty() {
        return unwritten.isEmpty() && departed.isEmpty();
    }

    int unwritten() {
        return unwritten.size();
    }

    int departed() {
        return departed.size();
    }

    /** This one is in memory now. */
    void came(KeptLetter kept) {
        if (kept.isUnwritten()) {
            unwritten.put(kept.id(), kept);
        }
    }

    /** This one is taken out of memory, by somebody who may put it back. */
    void held(KeptLetter kept) {
        unwritten.remove(kept.id());
    }

    /** This one has left for good. */
    void left(KeptLetter kept) {
        unwritten.remove(kept.id());
        if (kept.mayBeStored()) {
            departed.add(kept.id());
        }
    }

    boolean hasLeft(TimeOrderedId id) {
        return departed.contains(id);
    }

    /** The next step, with so many letters at most; they count as given to the store from now on. */
    Changes next(int most) {
        List<KeptLetter> added = unwritten.values().stream().limit(most).toList();
        added.forEach(each -> each.storage(Storage.GIVEN));
        return new Changes(added, List.copyOf(departed));
    }

    /** The store has done this step. Letters that have left meanwhile are among the departed since then. */
    void done(Changes changes) {
        for (KeptLetter each : changes.added()) {
            each.storage(Storage.STORED);
            unwritten.remove(each.id());
        }
        changes.departed().forEach(departed::remove);
    }

    void refused(KeptLetter kept) {
        kept.storage(Storage.REFUSED);
        unwritten.remove(kept.id());
        departed.remove(kept.id());
    }

    /** What the store has is known: these ids, and nothing else. */
    void begin(Set<TimeOrderedId> stored, Collection<KeptLetter> inMemory, Collection<KeptLetter> held) {
        departed.retainAll(stored);
        unwritten.clear();
        for (KeptLetter each : held) {
            compare(each, stored);
        }
        for (KeptLetter each : inMemory) {
            compare(each, stored);
            came(each);
        }
    }

    private static void compare(KeptLetter kept, Set<TimeOrderedId> stored) {
        if (stored.contains(kept.id())) {
            kept.storage(Storage.STORED);
        } else if (kept.storage() != Storage.REFUSED) {
            kept.storage(Storage.NEW);
        }
    }
}
