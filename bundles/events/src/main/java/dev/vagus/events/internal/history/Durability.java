package dev.vagus.events.internal.history;

import dev.vagus.events.ModuleEvent;
import dev.vagus.spi.HistoryStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives events to the store that is there, if any, and counts what it loses. Thread-safe. */
public final class Durability {
    private static final Logger LOG = LoggerFactory.getLogger(Durability.class);
    private static final CompletionStage<Boolean> NO = CompletableFuture.completedStage(false);

    private final LongAdder lost = new LongAdder();
    private final StoreNews news = new StoreNews(LOG, System::nanoTime);
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

    private void note(@Nullable Throwable error) {
        if (error != null) {
            lost.increment();
            news.failed(error.getMessage());
        } else {
            news.worked(lost.sum());
        }
    }
}
