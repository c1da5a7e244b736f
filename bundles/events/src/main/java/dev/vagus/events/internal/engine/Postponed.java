package dev.vagus.events.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Events for handlers whose mailboxes are full, and whose poster waits for room. It waits for all of them at a time: who
 * has room again gets its event, however long another one takes, and the time that it waits is that for one. Not
 * thread-safe.
 */
final class Postponed {
    private static final long SHORTEST_PAUSE_NANOS = 50_000;
    private static final long LONGEST_PAUSE_NANOS = 5_000_000;

    private final List<HandlerEntry> entries = new ArrayList<>();
    private final List<Occurrence> occurrences = new ArrayList<>();

    void add(HandlerEntry entry, Occurrence occurrence) {
        entries.add(entry);
        occurrences.add(occurrence);
    }

    /** Queues every event; the last one waits in the mailbox itself, which wakes it. */
    void finish(ModuleEvents mapping, LongSupplier nanoClock) {
        long begun = nanoClock.getAsLong();
        long waited = 0;
        long pause = SHORTEST_PAUSE_NANOS;
        while (entries.size() > 1 && !Thread.currentThread().isInterrupted()) {
            if (queueWhereRoomIs(mapping, waited)) {
                pause = SHORTEST_PAUSE_NANOS;
            } else {
                LockSupport.parkNanos(this, pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            }
            waited = nanoClock.getAsLong() - begun;
        }
        for (int i = 0; i < entries.size(); i++) {
            entries.get(i).queue(occurrences.get(i), mapping, waited);
        }
    }

    private boolean queueWhereRoomIs(ModuleEvents mapping, long waited) {
        boolean any = false;
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (!entries.get(i).wouldWait(waited)) {
                entries.remove(i).queue(occurrences.remove(i), mapping, waited);
                any = true;
            }
        }
        return any;
    }
}
