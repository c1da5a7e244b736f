package dev.vagus.delivery;

import dev.vagus.delivery.budget.Watched;
import dev.vagus.delivery.budget.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that run the turns of mailboxes: a few, and one more for each that a receiver holds, so that a receiver
 * that hangs costs one thread and delays no other mailbox by more than some 20 ms. Threads are named
 * {@code <name>-1} and so on, and end when they are idle.
 */
public final class Dispatcher implements Executor, Watcher {
    private static final Duration JOIN = Duration.ofSeconds(1);

    private final String name;
    private final int base;
    private final int most;
    private final AtomicLong number = new AtomicLong();
    private final CopyOnWriteArrayList<DispatchPool> pools = new CopyOnWriteArrayList<>();
    private final Watch watch;
    private volatile DispatchPool pool;

    /**
     * Starts the watch; other threads start with the first work.
     *
     * @param name the prefix of the thread names
     * @param base how many threads work at a time while none is held
     * @param most how many threads there are at most; beyond that mailboxes wait
     */
    public Dispatcher(String name, int base, int most) {
        this.name = name;
        this.base = base;
        this.most = Math.max(base, most);
        pool = newPool();
        watch = new Watch(name + "-watch", () -> pools);
        watch.start();
    }

    private DispatchPool newPool() {
        DispatchPool fresh = new DispatchPool(base, most, () -> name + "-" + number.incrementAndGet(), this::wakeWatch);
        pools.add(fresh);
        return fresh;
    }

    private void wakeWatch() {
        watch.wake();
    }

    @Override
    public void watch(Watched watched) {
        watch.watch(watched);
    }

    /**
     * Runs the work soon on a thread of its own.
     *
     * @throws RejectedExecutionException after {@link #stop}
     */
    @Override
    public void execute(Runnable work) {
        DispatchPool current = pool;
        try {
            current.execute(work);
        } catch (RejectedExecutionException e) {
            if (current == pool) {
                throw e;
            }
            execute(work);
        }
        if (current.hasWaiting()) {
            watch.wake();
        }
    }

    /**
     * Replaces every thread: those of before finish what they have and end. Called after a module has left, whose objects
     * may hang on their thread-locals.
     */
    public synchronized void renew() {
        DispatchPool former = pool;
        if (former.isShutdown()) {
            return;
        }
        if (former.getPoolSize() > 0) {
            pool = newPool();
            former.shutdown();
        }
        pools.removeIf(DispatchPool::isTerminated);
    }

    /** Waits until nothing runs and nothing waits; false when it did not come to that in time. */
    public boolean awaitQuiet(Duration atMost) {
        long start = System.nanoTime();
        while (!isQuiet()) {
            if (System.nanoTime() - start >= atMost.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }

    private boolean isQuiet() {
        return pools.stream().allMatch(DispatchPool::isQuiet);
    }

    /** Whether this thread is one of a dispatcher's that has called a receiver. */
    public static boolean isDispatching() {
        return DispatchThread.dispatchedNow() != null;
    }

    /** Whether this thread is one of a dispatcher's that is calling the receiver of this mailbox. */
    public static boolean isDispatching(Mailbox<?> mailbox) {
        return DispatchThread.dispatchedNow() == mailbox;
    }

    /** How many threads there are now, the watch not counted. */
    public int threads() {
        return pools.stream().mapToInt(DispatchPool::getPoolSize).sum();
    }

    /**
     * Lets the work that was given finish until the deadline, then interrupts it and waits another second at most.
     * Nothing is accepted afterwards.
     *
     * @return the threads that are still alive
     */
    public List<Survivor> stop(Duration drain) {
        awaitQuiet(drain);
        watch.halt();
        List<DispatchPool> ending = shutDown();
        long end = System.nanoTime() + JOIN.toNanos();
        List<Survivor> survivors = new ArrayList<>();
        for (DispatchPool each : ending) {
            if (!join(each, end - System.nanoTime())) {
                survivors.addAll(each.survivors());
            }
        }
        return survivors;
    }

    /** Nothing is waited for under the lock, so that {@link #renew} never waits for a stop. */
    private synchronized List<DispatchPool> shutDown() {
        pools.forEach(DispatchPool::shutdownNow);
        return List.copyOf(pools);
    }

    private static boolean join(DispatchPool pool, long nanos) {
        try {
            return pool.awaitTermination(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return pool.isTerminated();
        }
    }
}
