package dev.vagus.events.internal.history;

import dev.vagus.events.Replay;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the handlers of a name left off; of those that were left the last {@value Replay#POSITIONS}. Thread-safe. */
public final class Positions {
    private final Map<Key, Position> all = new LinkedHashMap<>();

    private record Key(String module, String name) {}

    /** The position of this name of this module, which is taken now; null when another handler has it. */
    public synchronized @Nullable Position take(String module, String name) {
        Position known = all.get(new Key(module, name));
        if (known == null) {
            Position fresh = new Position();
            all.put(new Key(module, name), fresh);
            return fresh;
        }
        if (known.isTaken()) {
            return null;
        }
        known.taken(true);
        return known;
    }

    /** Its handler has left. */
    public synchronized void leave(String module, String name) {
        Position left = all.remove(new Key(module, name));
        if (left != null) {
            left.taken(false);
            all.put(new Key(module, name), left);
            forgetOldest();
        }
    }

    private void forgetOldest() {
        long free = all.values().stream().filter(each -> !each.isTaken()).count();
        Iterator<Position> oldest = all.values().iterator();
        while (free > Replay.POSITIONS && oldest.hasNext()) {
            if (!oldest.next().isTaken()) {
                oldest.remove();
                free--;
            }
        }
    }
}
