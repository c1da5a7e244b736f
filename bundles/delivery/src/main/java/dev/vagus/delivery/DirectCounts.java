package dev.vagus.delivery;

import dev.vagus.delivery.count.StripedCounters;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of the items that are handed out on their senders' threads: those handed out, and those of them that were
 * handled. The first thread that hands one out owns two counters and adds to them by plain additions, at a look at its id;
 * all others add to {@link StripedCounters}, which cost some 5 ns more. A thread's id is never given to another one, so the
 * owner is the only writer of its counters. Thread-safe.
 */
final class DirectCounts extends DirectCells {
    private static final VarHandle HANDED_OUT = field(MethodHandles.lookup(), DirectCells.class, "handedOut");
    private static final VarHandle HANDLED = field(MethodHandles.lookup(), DirectCells.class, "handled");
    private static final int OUT = 0;
    private static final int DONE = 1;

    @SuppressWarnings("unused")
    private long a1, a2, a3, a4, a5, a6, a7, a8;

    /** What every thread reads lies a cache line away from what the owner writes. */
    private final long owner = Thread.currentThread().getId();

    private volatile @Nullable StripedCounters others;

    @SuppressWarnings("unused")
    private long c1, c2, c3, c4, c5, c6, c7, c8;

    /** An item is handed out on this thread. */
    void begin() {
        if (Thread.currentThread().getId() == owner) {
            HANDED_OUT.setRelease(this, handedOut + 1);
        } else {
            add(OUT);
        }
    }

    /** It was handled, on the same thread. */
    void handled() {
        if (Thread.currentThread().getId() == owner) {
            HANDLED.setRelease(this, handled + 1);
        } else {
            add(DONE);
        }
    }

    private void add(int counter) {
        StripedCounters counters = others;
        if (counters == null) {
            counters = makeOthers();
        }
        counters.add(counters.stripe(), counter, 1);
    }

    private synchronized StripedCounters makeOthers() {
        StripedCounters counters = others;
        if (counters == null) {
            counters = new StripedCounters(1);
            others = counters;
        }
        return counters;
    }

    /** How many were handled; to be read before how many were handed out. */
    long sumHandled() {
        StripedCounters counters = others;
        return (long) HANDLED.getAcquire(this) + (counters == null ? 0 : counters.sum(DONE));
    }

    /** How many were handed out. */
    long sumHandedOut() {
        StripedCounters counters = others;
        return (long) HANDED_OUT.getAcquire(this) + (counters == null ? 0 : counters.sum(OUT));
    }
}
