package dev.vagus.registry.internal.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a call waits for without a thread.
 *
 * @param end goes on with the call; completed by whoever comes first
 * @param work what brings the end; null when there is nothing to cancel
 */
record Suspended(
        CompletableFuture<@Nullable Object> end, @Nullable CompletionStage<?> work) {
    /** Lets the call go on with this error, and only then cancels the work, so that its cancellation is not the error. */
    void giveUp(Throwable why, String operation) {
        end.completeExceptionally(why);
        if (work != null) {
            Failures.cancelQuietly(work, operation);
        }
    }
}
