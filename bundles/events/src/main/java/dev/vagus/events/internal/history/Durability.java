package dev.vagus.events.internal.history;

import dev.vagus.events.ModuleEvent;
import dev.vagus.spi.HistoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives events to the store that is there, if any, and counts what waits in it and what it loses. Thread-safe. */
public final class Durability {
    private static final Logger LOG = LoggerFactory.getLogger(Durability.class);
    private static final CompletionStage<Boolean> NO = CompletableFuture.completedStage(false);

    /** A store, and what it was given and has not spoken about. */
    private record Keeping(HistoryStore store, Unwritten unwritten) {}

    private final LongAdder lost = new LongAdder();
    private final StoreNews news = new StoreNews(LOG, System::nanoTime);
    private final LongAdder unread = new LongAdder();
    private volatile @Nullable Keeping keeping;

    /** From now on this is the store; null for none. What one that has gone never spoke about waits no more. */
    public void store(@Nullable HistoryStore current) {
        Keeping known = keeping;
        if (known == null || known.store() != current) {
            keeping = current == null ? null : new Keeping(current, new Unwritten());
        }
    }

    /** The store that is there now, or null. */
    public @Nullable HistoryStore store() {
        Keeping current = keeping;
        return current == null ? null : current.store();
    }

    /** How many events a store refused or failed to write. */
    public long lost() {
        return lost.sum();
    }

    /** A handler's replay goes on without what only a store has, since that cannot be read. */
    public void unread() {
        unread.increment();
    }

    /** How many replays went on without what only a store has. */
    public long unreadReplays() {
        return unread.sum();
    }

    /**
     * What says, whenever it is asked, whether the store has written or refused all that it was given before this moment.
     * One that has gone is waited for no more.
     */
    public BooleanSupplier barrier() {
        Keeping current = keeping;
        if (current == null) {
            return () -> true;
        }
        List<Unwritten.Cohort> waiting = current.unwritten().present();
        return () -> keeping != current || waiting.stream().allMatch(Unwritten.Cohort::isEmpty);
    }

    /** How many events the store that is there has not written yet. */
    public long unwritten() {
        Keeping current = keeping;
        return current == null ? 0 : current.unwritten().count();
    }

    /** When the oldest of these was published, about; null when there is none. */
    public @Nullable Instant unwrittenSince() {
        Keeping current = keeping;
        Long since = current == null ? null : current.unwritten().since();
        return since == null ? null : Instant.ofEpochMilli(since);
    }

    /** That an event is not stored. */
    public CompletionStage<Boolean> none() {
        return NO;
    }

    /** Gives an event to the store; what comes of it as the receipt says it. */
    public CompletionStage<Boolean> append(ModuleEvent event) {
        Keeping current = keeping;
        if (current == null) {
            return NO;
        }
        Unwritten.Cohort cohort = current.unwritten().come(event.timestamp().toEpochMilli());
        CompletionStage<?> written;
        try {
            written =
                    Objects.requireNonNull(current.store().append(event), "the store returned null instead of a stage");
        } catch (RuntimeException | LinkageError e) {
            cohort.leave();
            note(e);
            return CompletableFuture.failedStage(e);
        }
        return written.whenComplete((done, error) -> {
                    cohort.leave();
                    note(error);
                })
                .thenApply(done -> true);
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
