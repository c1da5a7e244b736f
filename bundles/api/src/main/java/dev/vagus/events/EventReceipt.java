package dev.vagus.events;

import dev.vagus.module.TimeOrderedId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** What a publisher gets for an event: it has been accepted, and every handler that matched has it in its mailbox. */
@ProviderType
public interface EventReceipt {
    /** The event's id. */
    TimeOrderedId id();

    /**
     * Whether the event survives the end of the process. Completes with true once a {@link dev.vagus.spi.HistoryStore} has
     * it for good; with false, at once, when there is no store, or the history does not keep the event; exceptionally when
     * the store refused the event or failed: handlers hear it all the same. What is chained to it runs on the store's
     * thread and must not block.
     */
    default CompletionStage<Boolean> persisted() {
        return CompletableFuture.completedStage(false);
    }
}
