package dev.vagus.registry.internal.engine;

import dev.vagus.registry.CallRefusedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The registry's own threads: a bounded pool for asynchronous calls of operations that are not asynchronous, one timer
 * for deadlines, and a pool of as many threads on which calls end whose time is over, so that a deadline is kept also when
 * handlers hold every thread. The timer starts at once, so that it inherits nothing from a module's call; the pools'
 * threads start with their first use and end when they are idle. After a module has left, the pools are renewed, so that
 * no thread keeps what the module's code left in thread-locals.
 */
final class AsyncThreads {
    private static final long IDLE_SECONDS = 10;

    private final AtomicInteger numbers = new AtomicInteger();
    private final ScheduledThreadPoolExecutor timer;
    private volatile ThreadPoolExecutor pool;
    private volatile ThreadPoolExecutor endings;
    private volatile Settings settings;

    /** Work for the pool that must be told when it will never run. */
    interface Task extends Runnable {
        /** The registry stops before it came to this. */
        void drop();
    }

    AsyncThreads(Settings settings) {
        this.settings = settings;
        this.pool = newPool(settings);
        this.endings = newEndings(settings);
        this.timer = new ScheduledThreadPoolExecutor(1, task -> thread(task, "vagus-registry-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.prestartCoreThread();
    }

    private ThreadPoolExecutor newPool(Settings current) {
        ThreadPoolExecutor made = new ThreadPoolExecutor(
                current.asyncThreads(),
                current.asyncThreads(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(current.asyncQueue()),
                task -> thread(task, "vagus-registry-" + numbers.incrementAndGet()));
        made.allowCoreThreadTimeOut(true);
        return made;
    }

    private ThreadPoolExecutor newEndings(Settings current) {
        return new ThreadPoolExecutor(
                0,
                current.asyncThreads(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> thread(task, "vagus-registry-end-" + numbers.incrementAndGet()));
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setContextClassLoader(AsyncThreads.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    /** Runs the task on a thread of the pool, or refuses it when all of them are taken and the queue is full. */
    void execute(Runnable task, String operation) {
        while (true) {
            ThreadPoolExecutor current = pool;
            try {
                current.execute(task);
                return;
            } catch (RejectedExecutionException e) {
                if (current == pool) {
                    throw new CallRefusedException("no thread is free for the asynchronous call of " + operation + ": "
                            + settings.asyncThreads() + " calls run and " + settings.asyncQueue()
                            + " wait; see async.threads and async.queue");
                }
            }
        }
    }

    /**
     * Ends a call after a time, which runs what its caller attached to it: on a thread for that, or on the timer's own when
     * all of them are taken. Never when the threads have been stopped: then the stop ends what was under way.
     */
    Future<?> after(long nanos, Runnable task) {
        return atOnceAfter(nanos, () -> handOver(task));
    }

    /** Runs something after a time that takes no time itself and is nobody's code, on the timer's thread. */
    Future<?> atOnceAfter(long nanos, Runnable task) {
        try {
            return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null);
        }
    }

    private void handOver(Runnable task) {
        while (true) {
            ThreadPoolExecutor current = endings;
            try {
                current.execute(task);
                return;
            } catch (RejectedExecutionException e) {
                if (current == endings) {
                    task.run();
                    return;
                }
            }
        }
    }

    synchronized void configure(Settings changed) {
        boolean other =
                changed.asyncThreads() != settings.asyncThreads() || changed.asyncQueue() != settings.asyncQueue();
        settings = changed;
        if (other) {
            replacePool();
        }
    }

    /** Lets the present threads finish what they have and end. */
    synchronized void renew() {
        if (pool.getPoolSize() + endings.getPoolSize() > 0) {
            replacePool();
        }
    }

    private void replacePool() {
        ThreadPoolExecutor old = pool;
        ThreadPoolExecutor oldEndings = endings;
        if (!old.isShutdown()) {
            pool = newPool(settings);
            endings = newEndings(settings);
            old.shutdown();
            oldEndings.shutdown();
        }
    }

    /** Ends all threads: at once those that are idle, by interruption those that are not, waiting a moment for them. */
    synchronized void stop(long waitMillis) {
        timer.shutdownNow();
        for (Runnable never : pool.shutdownNow()) {
            if (never instanceof Task task) {
                task.drop();
            }
        }
        endings.shutdownNow();
        try {
            pool.awaitTermination(waitMillis, TimeUnit.MILLISECONDS);
            endings.awaitTermination(waitMillis, TimeUnit.MILLISECONDS);
            timer.awaitTermination(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
