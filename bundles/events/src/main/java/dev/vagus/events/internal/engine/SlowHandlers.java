package dev.vagus.events.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The slow handlers of one sent event. It is put into their mailboxes at once, but where that would have to wait for room;
 * the sender waits for all of them together at the end, when every other handler has had it. The sender's thread only.
 */
final class SlowHandlers {
    private final Occurrence sent;
    private final LongSupplier nanoClock;
    private final boolean inside;
    private final long since;
    private final List<Detour> detours = new ArrayList<>();
    private final List<HandlerEntry> full = new ArrayList<>();
    private long limit;

    /**
     * None yet.
     *
     * @param inside whether the sender is in a handler itself, whose own budget it must keep: so it waits for half of it,
     *     and not at all for a handler that has had too little time before
     */
    SlowHandlers(Occurrence sent, LongSupplier nanoClock, boolean inside) {
        this.sent = sent;
        this.nanoClock = nanoClock;
        this.inside = inside;
        since = nanoClock.getAsLong();
    }

    void add(HandlerEntry entry) {
        long own = entry.budget().limitNanos();
        limit = Math.max(limit, inside ? own / 2 : own);
        if (entry.wouldWait(0)) {
            full.add(entry);
        } else {
            begin(entry);
        }
    }

    private void begin(HandlerEntry entry) {
        boolean futile = inside && entry.hasOverdue();
        long patience = futile ? 0 : Math.max(0, since + limit - nanoClock.getAsLong());
        Detour detour = entry.detour(sent, patience, futile);
        if (detour != null) {
            detours.add(detour);
        }
    }

    /** Waits until all have returned, or for as long as the budget since the event was sent to the first. */
    static void await(@Nullable SlowHandlers slow) {
        if (slow != null) {
            slow.full.forEach(slow::begin);
            slow.detours.forEach(detour -> detour.await(slow.nanoClock, slow.since + slow.limit));
        }
    }
}
