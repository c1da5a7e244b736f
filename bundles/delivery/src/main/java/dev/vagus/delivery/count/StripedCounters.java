package dev.vagus.delivery.count;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Many counters that belong together, in pages of {@value #PAGE}. A thread asks once for its {@linkplain #stripe stripe} and
 * then adds to any of them: the first few threads by a plain read and a store, the others atomically. A page takes memory,
 * 272 bytes in each stripe, from its first addition on. Thread-safe; additions block only while a page is allocated.
 *
 * <p>Layout: for each of four stripes the pages of its owner, and four more for the threads without one, by the home that
 * their id gives them. Eight unused counters before and behind each page keep neighbours apart, whatever the collector puts
 * beside it.
 *
 * <p>Invariants. A thread's id is never given to another thread as long as the process lives; a stripe changes its owner
 * only by {@link #releaseDead}, after the owner was seen to have ended, so that what it wrote is visible to the next. So a
 * thread that reads its own id there is the only writer of the stripe, and no addition is lost. A stripe number may be kept
 * by its thread and by no other one. Each counter only grows, and so do the sums for readers that come after each other.
 *
 * <p>Accepted: a subclass of {@link Thread} that answers {@code getId()} with another thread's id would lose additions.
 */
public final class StripedCounters {
    /** How many counters make a page. */
    public static final int PAGE = 16;

    private static final int PAGE_SHIFT = 4;
    private static final int STRIPES = 4;
    private static final int APART = 8;
    private static final long NOBODY = 0;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle PAGES = MethodHandles.arrayElementVarHandle(long[][].class);
    private static final VarHandle STRIPE = MethodHandles.arrayElementVarHandle(long[][][].class);

    private final int pages;
    private final long[][][] stripes = new long[2 * STRIPES][][];
    private final AtomicReferenceArray<@Nullable WeakReference<Thread>> threads = new AtomicReferenceArray<>(STRIPES);
    private volatile long @Nullable [] owners;

    /** So many pages of counters, all of them zero. */
    public StripedCounters(int pages) {
        this.pages = pages;
    }

    /** Where the current thread adds. */
    public int stripe() {
        long[] ids = owners;
        if (ids == null) {
            ids = allocateOwners();
        }
        Thread thread = Thread.currentThread();
        long id = thread.getId();
        int home = (int) id & STRIPES - 1;
        return (long) CELL.getOpaque(ids, APART + home) == id ? home : elsewhere(ids, thread, id, home);
    }

    private int elsewhere(long[] ids, Thread thread, long id, int home) {
        for (int i = 0; i < STRIPES; i++) {
            int stripe = home + i & STRIPES - 1;
            long owner = (long) CELL.getOpaque(ids, APART + stripe);
            if (owner == id || owner == NOBODY && claim(ids, stripe, thread, id)) {
                return stripe;
            }
        }
        return STRIPES + home;
    }

    private boolean claim(long[] ids, int stripe, Thread thread, long id) {
        WeakReference<Thread> owner = new WeakReference<>(thread);
        if (!CELL.compareAndSet(ids, APART + stripe, NOBODY, id)) {
            return false;
        }
        threads.set(stripe, owner);
        return true;
    }

    private synchronized long[] allocateOwners() {
        long[] ids = owners;
        if (ids == null) {
            ids = new long[APART + STRIPES + APART];
            owners = ids;
        }
        return ids;
    }

    /**
     * Adds to a counter.
     *
     * @param stripe what {@link #stripe} gave this thread
     * @param counter from 0 to {@value #PAGE} times the number of pages, exclusive
     * @param amount not negative
     */
    public void add(int stripe, int counter, long amount) {
        long[] page = page(stripe, counter >>> PAGE_SHIFT);
        int slot = slot(counter);
        if (stripe < STRIPES) {
            CELL.setRelease(page, slot, page[slot] + amount);
        } else {
            CELL.getAndAdd(page, slot, amount);
        }
    }

    /** Makes a counter that is read by {@link #max} at least this; one that is used so must not be added to. */
    public void raise(int stripe, int counter, long value) {
        long[] page = page(stripe, counter >>> PAGE_SHIFT);
        int slot = slot(counter);
        if (stripe < STRIPES) {
            if (page[slot] < value) {
                CELL.setRelease(page, slot, value);
            }
            return;
        }
        long known = (long) CELL.getAcquire(page, slot);
        while (known < value && !CELL.weakCompareAndSet(page, slot, known, value)) {
            known = (long) CELL.getAcquire(page, slot);
        }
    }

    private static int slot(int counter) {
        return APART + (counter & PAGE - 1);
    }

    private long[] page(int stripe, int page) {
        long[][] all = (long[][]) STRIPE.getAcquire(stripes, stripe);
        if (all != null) {
            long[] found = (long[]) PAGES.getAcquire(all, page);
            if (found != null) {
                return found;
            }
        }
        return allocatePage(stripe, page);
    }

    private synchronized long[] allocatePage(int stripe, int page) {
        long[][] all = stripes[stripe];
        if (all == null) {
            all = new long[pages][];
            STRIPE.setRelease(stripes, stripe, all);
        }
        long[] found = all[page];
        if (found == null) {
            found = new long[APART + PAGE + APART];
            PAGES.setRelease(all, page, found);
        }
        return found;
    }

    /** What was added to a counter; while others add, some moment's figure between the begin and the end of the call. */
    public long sum(int counter) {
        long sum = 0;
        for (int stripe = 0; stripe < stripes.length; stripe++) {
            long[] page = existing(stripe, counter >>> PAGE_SHIFT);
            sum += page == null ? 0 : (long) CELL.getAcquire(page, slot(counter));
        }
        return sum;
    }

    /** The highest value that a counter was raised to. */
    public long max(int counter) {
        long max = 0;
        for (int stripe = 0; stripe < stripes.length; stripe++) {
            long[] page = existing(stripe, counter >>> PAGE_SHIFT);
            max = page == null ? max : Math.max(max, (long) CELL.getAcquire(page, slot(counter)));
        }
        return max;
    }

    /**
     * Adds up a whole page.
     *
     * @param sums gets the sums, from its begin
     * @return whether the page was ever added to; when not, {@code sums} is left as it is
     */
    public boolean sums(int page, long[] sums) {
        boolean used = false;
        for (int stripe = 0; stripe < stripes.length; stripe++) {
            long[] cells = existing(stripe, page);
            if (cells != null) {
                for (int slot = 0; slot < PAGE; slot++) {
                    long count = (long) CELL.getAcquire(cells, APART + slot);
                    sums[slot] = used ? sums[slot] + count : count;
                }
                used = true;
            }
        }
        return used;
    }

    private long @Nullable [] existing(int stripe, int page) {
        long[][] all = (long[][]) STRIPE.getAcquire(stripes, stripe);
        return all == null ? null : (long[]) PAGES.getAcquire(all, page);
    }

    /** Lets the stripes of threads that have ended be taken by others. To be called now and then where threads come and go. */
    public synchronized void releaseDead() {
        long[] ids = owners;
        for (int stripe = 0; ids != null && stripe < STRIPES; stripe++) {
            WeakReference<Thread> owner = threads.get(stripe);
            if (owner != null && hasEnded(owner.get())) {
                threads.set(stripe, null);
                CELL.setVolatile(ids, APART + stripe, NOBODY);
            }
        }
    }

    private static boolean hasEnded(@Nullable Thread thread) {
        return thread == null || !thread.isAlive();
    }
}
