package dev.vagus.delivery.count;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A counter of what happens to every item. The first few threads that add to it get a cell each that nobody else writes,
 * so that adding is a plain read and a store; all others add atomically. Thread-safe; never blocks. Takes 16 bytes until
 * the first addition, then some 670.
 *
 * <p>Layout: one cache line with the ids of the owners, then for each stripe a line with the count of its owner and, beside
 * it, that of the threads without a cell whose home the stripe is. Lines lie two apart, since processors fetch in pairs.
 *
 * <p>Invariants. A thread's id is never given to another thread as long as the process lives, and an owner never changes, so
 * a thread that reads its own id there is the only writer of the cell, for ever: no addition is lost. Every single count only
 * grows, so for readers that come after each other (under one lock, say) the sum only grows too.
 *
 * <p>Accepted: a thread that ends leaves its cell behind. Where callers are short-lived or virtual threads, the cells are
 * soon owned by the dead, and each addition is an atomic one on one of a few stripes, as it would be without owners. A subclass
 * of {@link Thread} that answers {@code getId()} with the id of another thread would lose additions.
 */
public final class StripedCounter {
    private static final int STRIPES = 4;
    private static final int APART = 16;
    private static final int OWNERS = APART / 2;
    private static final int OWN = APART + APART / 2;
    private static final int SHARED = OWN + 1;
    private static final long NOBODY = 0;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private volatile long @Nullable [] cells;

    /** Adds one. */
    public void increment() {
        long[] all = cells;
        if (all == null) {
            all = allocate();
        }
        long id = Thread.currentThread().getId();
        int home = (int) id & STRIPES - 1;
        if ((long) CELL.getOpaque(all, OWNERS + home) == id) {
            own(all, home);
        } else {
            elsewhere(all, id, home);
        }
    }

    /** The owner's addition: nobody else writes here. */
    private static void own(long[] all, int stripe) {
        int index = OWN + stripe * APART;
        CELL.setRelease(all, index, all[index] + 1);
    }

    private static void elsewhere(long[] all, long id, int home) {
        for (int i = 0; i < STRIPES; i++) {
            int stripe = home + i & STRIPES - 1;
            long owner = (long) CELL.getOpaque(all, OWNERS + stripe);
            if (owner == id || owner == NOBODY && CELL.compareAndSet(all, OWNERS + stripe, NOBODY, id)) {
                own(all, stripe);
                return;
            }
        }
        CELL.getAndAdd(all, SHARED + home * APART, 1L);
    }

    private synchronized long[] allocate() {
        long[] all = cells;
        if (all == null) {
            all = new long[(STRIPES + 1) * APART];
            cells = all;
        }
        return all;
    }

    /** How often it was incremented; while others add, some moment's figure between the begin and the end of the call. */
    public long sum() {
        long[] all = cells;
        if (all == null) {
            return 0;
        }
        long sum = 0;
        for (int i = 0; i < STRIPES; i++) {
            sum += (long) CELL.getAcquire(all, OWN + i * APART);
            sum += (long) CELL.getAcquire(all, SHARED + i * APART);
        }
        return sum;
    }
}
