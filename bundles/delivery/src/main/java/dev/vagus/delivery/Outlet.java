package dev.vagus.delivery;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;

/**
 * Where items leave a mailbox: the token that makes one thread at a time the consumer of the lanes, and what is counted
 * at each item that leaves. All of it is in one cache line, since the same thread writes it.
 *
 * <p>What is done under the token is short, never blocks and runs no foreign code; a thread that has to wait for it spins,
 * then yields. Not reentrant.
 */
final class Outlet extends OutletCounts {
    private static final VarHandle TAKEN = field(MethodHandles.lookup(), OutletCounts.class, "taken");
    private static final VarHandle REMOVED = field(MethodHandles.lookup(), OutletCounts.class, "removed");
    private static final VarHandle DELIVERED = field(MethodHandles.lookup(), OutletCounts.class, "delivered");
    private static final VarHandle OCCUPIED = field(MethodHandles.lookup(), OutletCounts.class, "occupied");
    private static final VarHandle ALONE = field(MethodHandles.lookup(), OutletCounts.class, "deliveredAlone");
    private static final int SPINS = 64;

    @SuppressWarnings("unused")
    private long a1, a2, a3, a4, a5, a6, a7, a8;

    void take() {
        int spins = 0;
        while (taken || !TAKEN.compareAndSet(this, false, true)) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** A volatile store: what the holder reads next is not older than what it has released. */
    void release() {
        taken = false;
    }

    /**
     * Lets go of the token without waiting until others see it: what the holder reads next may be older than what it has
     * released. Enough for who looks at nothing afterwards that others write before they look at what was released.
     */
    void releaseSoon() {
        TAKEN.setRelease(this, false);
    }

    /**
     * Whether the calling turn is the only one that delivers what it takes, until it {@linkplain #vacate leaves}: then it
     * counts by {@link #deliverAlone}.
     */
    boolean occupy() {
        return !occupied && OCCUPIED.compareAndSet(this, false, true);
    }

    /** The turn that had {@linkplain #occupy occupied} it comes to rest. */
    void vacate() {
        OCCUPIED.setRelease(this, false);
    }

    /** What the work returns, done with the token. */
    <R> R during(Supplier<R> work) {
        take();
        try {
            return work.get();
        } finally {
            release();
        }
    }

    /** Counts one item as gone. With the token only, so one plain addition suffices. */
    void remove() {
        REMOVED.setRelease(this, (long) REMOVED.get(this) + 1);
    }

    /** How many items have gone. */
    long removals() {
        return removed;
    }

    /** Counts one item as delivered. Any thread. */
    void deliver() {
        DELIVERED.getAndAdd(this, 1L);
    }

    /** The same by the turn that is the only one; so one plain addition suffices. */
    void deliverAlone() {
        ALONE.setRelease(this, (long) ALONE.get(this) + 1);
    }

    /** How many items were delivered. */
    long deliveries() {
        return delivered + deliveredAlone;
    }
}
