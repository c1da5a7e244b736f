package dev.vagus.events.internal.history;

import dev.vagus.events.ModuleEvent;
import dev.vagus.spi.HistoryStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives events to the store that is there, if any, and counts what it loses. Thread-safe. */
public final class Durability {
    private static final Logger LOG = LoggerFactory.getLogger(Durability.class);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final CompletionStage<Boolean> NO = CompletableFuture.completedStage(false);

    private final LongAdder lost = new LongAdder();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());
    private volatile @Nullable HistoryStore store;

    /** From now on this is the store; null for none. */
    public void store(@Nullable HistoryStore current) {
        store = current;
    }

    /** The store that is there now, or null. */
    public @Nullable HistoryStore store() {
        return store;
    }

    /** How many events a store refused or failed to write. */
    public long lost() {
        return lost.sum();
    }

    /** That an event is not stored. */
    public CompletionStage<Boolean> none() {
        return NO;
    }

    /** Gives an event to the store; what comes of it as the receipt says it. */
    public CompletionStage<Boolean> append(ModuleEvent event) {
        HistoryStore current = store;
        if (current == null) {
            return NO;
        }
        try {
            return current.append(event)
                    .whenComplete((written, error) -> note(error))
                    .thenApply(written -> true);
        } catch (RuntimeException | LinkageError e) {
            note(e);
            return CompletableFuture.failedStage(e);
        }
    }

    /** One line when it begins to fail, at most every ten seconds, and one when it works again. */
    private void note(@Nullable Throwable error) {
        if (error != null) {
            lost.increment();
            if (failing.compareAndSet(false, true) && mayWarn()) {
                LOG.warn(
                        "Events are not stored, only kept in memory, until the store works again: {}",
                        String.valueOf(error.getMessage()));
            }
        } else if (failing.get() && failing.compareAndSet(true, false)) {
            LOG.info("Events are stored again; {} are missing in the store", lost.sum());
        }
    }

    private boolean mayWarn() {
        long now = System.nanoTime();
        long until = quietUntil.get();
        return now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS);
    }
}
