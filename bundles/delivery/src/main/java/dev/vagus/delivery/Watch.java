package dev.vagus.delivery;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Looks every {@value #TICK_MILLIS} ms whether turns wait, and if so makes long turns give way and adds a thread for each
 * that one item holds. It sleeps when nothing has waited for a while, until {@link #wake}.
 */
final class Watch implements Runnable {
    private static final int TICK_MILLIS = 10;
    private static final int QUIET_TICKS = 100;

    private final Supplier<List<DispatchPool>> pools;
    private volatile boolean awake;
    private volatile boolean stopped;

    private final Thread thread;

    Watch(String name, Supplier<List<DispatchPool>> pools) {
        this.pools = pools;
        thread = OwnThreads.make(name, this);
    }

    void start() {
        thread.start();
    }

    /** Called after a turn was queued; costs one read while the watch is awake. */
    void wake() {
        if (!awake) {
            awake = true;
            LockSupport.unpark(thread);
        }
    }

    void halt() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        int quiet = 0;
        while (!stopped) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
            quiet = look() ? 0 : quiet + 1;
            if (quiet > QUIET_TICKS) {
                sleep();
                quiet = 0;
            }
        }
    }

    /** A turn is queued before {@code awake} is read, and {@code awake} is lowered before the queues are read. */
    private void sleep() {
        awake = false;
        while (!awake && !stopped && !look()) {
            LockSupport.park(this);
        }
        awake = true;
    }

    private boolean look() {
        boolean waiting = false;
        for (DispatchPool pool : pools.get()) {
            if (pool.hasWaiting()) {
                pool.adapt();
                waiting = true;
            }
        }
        return waiting;
    }
}
