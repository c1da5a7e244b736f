package dev.vagus.store.internal.engine;

import dev.vagus.delivery.OwnThreads;
import dev.vagus.events.ModuleEvent;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes what waits, up to a batch, commits it at once, and tells those who wait for it
 * only then. While the database fails it keeps its batch and tries again after growing pauses; meanwhile what comes waits
 * in the bounded queue, and what finds no room there is refused. It is never interrupted: an interrupt closes the files of
 * an embedded database.
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long TIDY_MILLIS = 60_000;
    private static final long IDLE_MILLIS = 500;

    private final Database database;
    private final Retention retention;
    private final Bounds bounds;
    private final LongSupplier nanoClock;
    private final UnaryOperator<ModuleEvent> sealing;
    private final BlockingQueue<Taken> queue;
    private final List<Taken> fresh = new ArrayList<>();
    private final List<Taken> batch = new ArrayList<>();
    private final Thread thread;
    private final CountDownLatch stopSignal = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile long stopAt;
    private volatile boolean failing;
    private final LongAdder refused = new LongAdder();

    /**
     * A writer that is to be started.
     *
     * @param sealing makes of an event what may be written, or throws
     */
    Writer(
            Database database,
            Retention retention,
            Bounds bounds,
            LongSupplier nanoClock,
            UnaryOperator<ModuleEvent> sealing) {
        this.database = database;
        this.retention = retention;
        this.bounds = bounds;
        this.nanoClock = nanoClock;
        this.sealing = sealing;
        queue = new ArrayBlockingQueue<>(bounds.queue());
        thread = OwnThreads.make("vagus-store-writer", this::run);
    }

    void start() {
        thread.start();
    }

    /** Takes it, or completes it with the reason why not. Never blocks. */
    void take(Taken taken) {
        if (stopping) {
            refuse(taken, ErrorCategory.UNAVAILABLE, "the store has stopped", null);
        } else if (!queue.offer(taken)) {
            if (taken.event() != null) {
                refused.increment();
            }
            refuse(
                    taken,
                    ErrorCategory.BUSY,
                    bounds.queue()
                            + " events wait to be written already; the database is too slow, or fails: see the log",
                    null);
        } else if (stopping && !thread.isAlive() && queue.remove(taken)) {
            refuse(taken, ErrorCategory.UNAVAILABLE, "the store has stopped", null);
        }
    }

    private static void refuse(Taken taken, ErrorCategory category, String reason, @Nullable Throwable cause) {
        String what =
                taken.event() == null ? "The wait" : "Event " + taken.event().id();
        taken.written().completeExceptionally(new StoreException(category, what + " is not stored: " + reason, cause));
    }

    /** How many wait. */
    int waiting() {
        return queue.size();
    }

    /** How many events found no room since the start: the gap in what is written. */
    long refused() {
        return refused.sum();
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        long tidied = nanoClock.getAsLong();
        boolean more = false;
        while (!isOver()) {
            try {
                fill(more || stopping ? 0 : IDLE_MILLIS);
                if (database.write(batch)) {
                    wellAgain();
                }
                tellWritten();
                pause = FIRST_PAUSE_MILLIS;
                if (nanoClock.getAsLong() - tidied >= TimeUnit.MILLISECONDS.toNanos(TIDY_MILLIS)) {
                    tidied = nanoClock.getAsLong();
                    retention.fallDue();
                }
                more = database.tidy();
            } catch (Throwable e) {
                failed(e, pause);
                pause = rest(pause);
            }
        }
        end();
    }

    /** Runs what publishers chained, and takes an interrupt back that it left: that would close the database's files. */
    private void tellWritten() {
        batch.forEach(taken -> taken.written().complete(null));
        batch.clear();
        if (Thread.interrupted()) {
            LOG.debug("What was chained to an event left the writer interrupted");
        }
    }

    private boolean isOver() {
        if (!stopping) {
            return false;
        }
        return (batch.isEmpty() && queue.isEmpty()) || nanoClock.getAsLong() - stopAt >= 0;
    }

    private void fill(long idleMillis) throws InterruptedException {
        if (batch.isEmpty()) {
            Taken first = queue.poll(idleMillis, TimeUnit.MILLISECONDS);
            if (first != null) {
                fresh.add(first);
            }
        }
        queue.drainTo(fresh, bounds.batch() - batch.size() - fresh.size());
        fresh.forEach(this::admit);
        fresh.clear();
    }

    /** Seals what is to be sealed, once; what cannot be is refused alone, and keeps nobody waiting. */
    private void admit(Taken taken) {
        ModuleEvent event = taken.event();
        if (event == null) {
            batch.add(taken);
            return;
        }
        try {
            ModuleEvent sealed = sealing.apply(event);
            batch.add(sealed == event ? taken : new Taken(sealed, taken.written()));
        } catch (RuntimeException | LinkageError e) {
            refuse(taken, ErrorCategory.of(e), Failures.describe(e), null);
        }
    }

    private void failed(Throwable e, long pause) {
        database.disconnect();
        if (!failing) {
            failing = true;
            LOG.warn(
                    "The database fails; {} events wait to be written, {} may. It is tried again in {} ms and from then on: {}",
                    waiting() + batch.size(),
                    bounds.queue(),
                    pause,
                    Failures.describe(e));
        }
    }

    private void wellAgain() {
        if (failing) {
            failing = false;
            LOG.info("The database works again; {} events found no room since the start", refused());
        }
    }

    private long rest(long pause) {
        try {
            if (stopSignal.await(pause, TimeUnit.MILLISECONDS)) {
                LOG.debug("The pause was ended by the stop");
            }
        } catch (InterruptedException e) {
            LOG.debug("The pause was interrupted, which means nothing to the writer", e);
        }
        return Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }

    private void end() {
        database.disconnect();
        queue.drainTo(batch);
        if (!batch.isEmpty()) {
            LOG.warn("{} events were not written when the store had to stop", batch.size());
        }
        batch.forEach(taken -> refuse(taken, ErrorCategory.UNAVAILABLE, "the store has stopped", null));
        batch.clear();
    }

    /** Writes what waits until the deadline, refuses the rest. */
    void stop() {
        stopAt = nanoClock.getAsLong() + bounds.stopDeadline().toNanos();
        stopping = true;
        stopSignal.countDown();
        if (!queue.offer(new Taken(null, new CompletableFuture<>()))) {
            LOG.debug("The writer has enough to do and need not be woken");
        }
        try {
            thread.join(bounds.stopDeadline().toMillis() + 1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("The writer did not end when the store stopped");
        } else {
            queue.forEach(taken -> refuse(taken, ErrorCategory.UNAVAILABLE, "the store has stopped", null));
            queue.clear();
        }
    }
}
