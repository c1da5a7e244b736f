package dev.vagus.delivery;

import dev.vagus.delivery.budget.Watched;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Looks every {@value #TICK_MILLIS} ms what the threads are at: whether turns wait, and if so makes long turns give way
 * and adds a thread for each that one item holds; and how long each receiver has been with its item, for its budget. It
 * looks rarely or never when there is nothing of either for a while, until {@link #wake}.
 */
final class Watch implements Runnable {
    private static final int TICK_MILLIS = 10;
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
    private static final int QUIET_TICKS = 100;

    /** A look that comes later than this says nothing about receivers: the machine or the JVM was held up. */
    private static final long SLACK = 4 * TICK;

    private final Supplier<List<DispatchPool>> pools;
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private volatile boolean awake;
    private volatile boolean stopped;

    private final Thread thread;

    /** When the last look was, and when the next was due. The thread's own. */
    private long lookedAt = System.nanoTime();

    private long pause = TICK;

    Watch(String name, Supplier<List<DispatchPool>> pools) {
        this.pools = pools;
        thread = OwnThreads.make(name, this);
    }

    void start() {
        thread.start();
    }

    /** Called after a turn was queued or begun; costs one read while the watch is awake. */
    void wake() {
        if (!awake) {
            awake = true;
            LockSupport.unpark(thread);
        }
    }

    /** Looks at this too from now on. */
    void watch(Watched added) {
        watched.add(added);
        wake();
    }

    void halt() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        int quiet = 0;
        while (!stopped) {
            park(TICK);
            quiet = look() <= TICK ? 0 : quiet + 1;
            if (quiet > QUIET_TICKS) {
                sleep();
                quiet = 0;
            }
        }
    }

    private void park(long nanos) {
        pause = nanos;
        if (nanos == Watched.ENOUGH) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /**
     * A turn is queued or begun before {@code awake} is read, and {@code awake} is lowered before the queues and threads
     * are read.
     */
    private void sleep() {
        awake = false;
        long next = look();
        while (!awake && !stopped && next > TICK) {
            park(next);
            next = look();
        }
        awake = true;
    }

    /** Looks at everything; after how many nanoseconds it should again. */
    private long look() {
        long now = System.nanoTime();
        long late = now - lookedAt - pause;
        long lost = pause == Watched.ENOUGH || late <= SLACK ? 0 : late;
        lookedAt = now;
        long next = Watched.ENOUGH;
        for (DispatchPool pool : pools.get()) {
            next = Math.min(next, Math.max(TICK, pool.look(now, lost)));
            if (pool.hasWaiting()) {
                pool.adapt();
                next = TICK;
            }
        }
        next = Math.min(next, look(true, now, lost));
        return Math.min(next, look(false, now, lost));
    }

    /** Those that bring calls, or the others. */
    private long look(boolean bringers, long now, long lost) {
        long next = Watched.ENOUGH;
        for (Watched each : watched) {
            if (each.bringsCalls() == bringers) {
                next = Math.min(next, Math.max(TICK, look(each, now, lost)));
            }
        }
        return next;
    }

    private long look(Watched each, long now, long lost) {
        long wanted = each.look(now, lost);
        if (wanted == Watched.ENOUGH) {
            watched.remove(each);
            each.left();
        }
        return wanted;
    }
}
