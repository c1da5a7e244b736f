package dev.vagus.events.internal.engine;

import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.internal.history.Durability;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.HistoryStore;
import dev.vagus.spi.StoreException;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages of a store that may be behind, fail or go: each is read when everything is written that the store was given before
 * it was asked for, after some patience all the same; an error is tried again after growing pauses. Nothing here waits: who
 * asks is told when to ask again. Not thread-safe.
 */
final class StorePages {
    /** The page is there. */
    static final long FOUND = -1;
    /** It cannot be had. */
    static final long FAILED = -2;

    private static final Logger LOG = LoggerFactory.getLogger(StorePages.class);
    private static final long PATIENCE_MILLIS = 10_000;
    private static final long LONGEST_LOOK_MILLIS = 100;
    private static final int RETRIES = 5;
    private static final long FIRST_PAUSE_MILLIS = 100;

    private final Durability durability;
    private final String handler;
    private @Nullable BooleanSupplier barrier;
    private EventPage page = new EventPage(List.of(), null);
    private long patience = PATIENCE_MILLIS;
    private long waited;
    private int failures;
    private String reason = "";

    /** With the name of the handler that the pages are for. */
    StorePages(Durability durability, String handler) {
        this.durability = durability;
        this.handler = handler;
    }

    /** Whether a page was asked for that is not there yet. */
    boolean isAsked() {
        return barrier != null;
    }

    /** Asks for a page; {@link #FOUND}, {@link #FAILED}, or after how many milliseconds to ask again. */
    long ask(EventQuery query) {
        BooleanSupplier written = barrier;
        if (written == null) {
            written = durability.barrier();
            barrier = written;
            waited = 0;
        }
        if (!written.getAsBoolean()) {
            if (waited < patience) {
                long pause = Math.max(1, Math.min(waited, LONGEST_LOOK_MILLIS));
                waited += pause;
                return pause;
            }
            giveUpWaiting();
        }
        return read(query);
    }

    private void giveUpWaiting() {
        if (patience > 0) {
            patience = 0;
            LOG.warn(
                    "{} hears its past without waiting longer for the store, which has not written {} events in {} ms;"
                            + " those of them that are not in memory any more it may miss",
                    handler,
                    durability.unwritten(),
                    PATIENCE_MILLIS);
        }
    }

    private long read(EventQuery query) {
        try {
            HistoryStore store = durability.store();
            if (store == null) {
                throw new StoreException(ErrorCategory.UNAVAILABLE, "there is no store any more", null);
            }
            page = Objects.requireNonNull(store.query(query), "the store returned null instead of a page");
            barrier = null;
            failures = 0;
            return FOUND;
        } catch (RuntimeException | LinkageError e) {
            reason = String.valueOf(e.getMessage());
            LOG.debug("A page of the past of {} could not be read", handler, e);
            return failures++ < RETRIES ? FIRST_PAUSE_MILLIS << (failures - 1) : FAILED;
        }
    }

    /** The page that was found. */
    EventPage page() {
        return page;
    }

    /** It is done without the store: says so, and counts it. */
    void goWithout() {
        durability.unread();
        LOG.warn(
                "{} hears of its past only what is in memory, since the store cannot be read: {}. Mend it, then register the"
                        + " handler anew to have the rest replayed",
                handler,
                reason);
    }
}
