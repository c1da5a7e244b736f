package dev.vagus.delivery;

import dev.vagus.delivery.budget.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One generation of a dispatcher's threads. Idle threads end after {@value #IDLE_SECONDS} seconds. Its queue parks who waits
 * at once: a turn lingers by itself, and threads that spin in a queue take the processor from those that fill it.
 */
final class DispatchPool extends ThreadPoolExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(DispatchPool.class);
    private static final int IDLE_SECONDS = 10;

    private final AtomicLong submitted = new AtomicLong();
    private final Set<DispatchThread> threads = ConcurrentHashMap.newKeySet();
    private final int base;
    private final int most;
    private final Runnable wakeWatch;

    /** Touched by the watch alone. */
    private boolean warned;

    DispatchPool(int base, int most, Supplier<String> names, Runnable wakeWatch) {
        super(base, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        this.base = base;
        this.most = most;
        this.wakeWatch = wakeWatch;
        allowCoreThreadTimeOut(true);
        setThreadFactory(work -> thread(work, names.get()));
    }

    private DispatchThread thread(Runnable work, String name) {
        return OwnThreads.privileged(() -> new DispatchThread(this, tracked(work), name));
    }

    private Runnable tracked(Runnable work) {
        return () -> {
            DispatchThread own = (DispatchThread) Thread.currentThread();
            threads.add(own);
            try {
                work.run();
            } finally {
                threads.remove(own);
            }
        };
    }

    @Override
    public void execute(Runnable work) {
        submitted.incrementAndGet();
        try {
            super.execute(work);
        } catch (RejectedExecutionException e) {
            submitted.decrementAndGet();
            throw e;
        }
    }

    /** Whether all that was submitted has ended; what has ended is read first, so that it never seems so too early. */
    boolean isQuiet() {
        long ended = getCompletedTaskCount();
        return ended == submitted.get();
    }

    boolean hasWaiting() {
        return !getQueue().isEmpty();
    }

    void wakeWatch() {
        wakeWatch.run();
    }

    /** Looks at what each thread is at; when to look again. Called by the watch alone. */
    long look(long now, long lost) {
        long wanted = Watched.ENOUGH;
        for (DispatchThread thread : threads) {
            wanted = Math.min(wanted, thread.look(now, lost));
        }
        return wanted;
    }

    /** Keeps {@code base} threads beside those that are stuck; called by the watch alone. */
    void adapt() {
        int stuck = 0;
        for (DispatchThread thread : threads) {
            if (thread.isStuck()) {
                stuck++;
            }
        }
        if (stuck >= most && !warned) {
            warned = true;
            LOG.warn("all {} threads are held, other mailboxes wait: {}", most, survivors());
        }
        int wanted = Math.min(most, base + stuck);
        if (wanted != getCorePoolSize()) {
            setCorePoolSize(wanted);
        }
    }

    List<Survivor> survivors() {
        List<Survivor> survivors = new ArrayList<>();
        for (DispatchThread thread : threads) {
            survivors.add(thread.survivor());
        }
        return survivors;
    }
}
