package dev.vagus.events.internal.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sent events that are in one handler's mailbox because it was slow. While it has not had one whose sender has gone
 * on, later ones queue up behind it, also when the handler is quick again: so each sender's events keep their order. An
 * event whose sender waited until the end stands in nobody's way. Thread-safe.
 */
final class Detours {
    private final Set<Detour> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger overdue = new AtomicInteger();

    /** Makes one of the calling thread's. */
    Detour begin(Occurrence sent) {
        Detour detour = new Detour(sent, this);
        open.add(detour);
        return detour;
    }

    /** How many there are whose senders have gone on. */
    int overdue() {
        return overdue.get();
    }

    void overdue(int more) {
        overdue.addAndGet(more);
    }

    void ended(Detour detour, boolean wasOverdue) {
        open.remove(detour);
        if (wasOverdue) {
            overdue.decrementAndGet();
        }
    }

    /** The handler has gone and its mailbox is closed: nobody waits any longer. */
    void close() {
        for (Detour detour : open) {
            detour.over();
        }
    }
}
