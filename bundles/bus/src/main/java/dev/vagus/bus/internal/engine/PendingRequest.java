package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Reply;
import dev.vagus.bus.RequestFailedException;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A request that waits for its answer. The first outcome counts. */
final class PendingRequest {
    private final CompletableFuture<Reply> future = new CompletableFuture<>();
    private final AtomicBoolean decided = new AtomicBoolean();
    private final String message;
    private final Executor executor;

    /** How many handlers were offered the message; unknown while it is being routed. Guarded by this object. */
    private int offered = Integer.MAX_VALUE;

    private int failures;
    private @Nullable ErrorRecord last;

    PendingRequest(String message, Executor executor) {
        this.message = message;
        this.executor = executor;
    }

    CompletableFuture<Reply> future() {
        return future;
    }

    boolean complete(Reply reply) {
        return decide(() -> future.complete(reply));
    }

    void fail(ErrorCategory category, String what) {
        fail(category, what, null);
    }

    /** The same on the calling thread. */
    void endHere(ErrorCategory category, String what) {
        if (decided.compareAndSet(false, true)) {
            future.completeExceptionally(failure(category, what, null));
        }
    }

    private RequestFailedException failure(ErrorCategory category, String what, @Nullable ErrorRecord error) {
        return new RequestFailedException(category, "the request " + message + " " + what, error);
    }

    private void fail(ErrorCategory category, String what, @Nullable ErrorRecord error) {
        decide(() -> future.completeExceptionally(failure(category, what, error)));
    }

    private boolean decide(Runnable completion) {
        if (future.isDone() || !decided.compareAndSet(false, true)) {
            return false;
        }
        try {
            executor.execute(completion);
        } catch (RejectedExecutionException e) {
            completion.run();
        }
        return true;
    }

    /** The message has been offered to so many handlers. */
    void routed(int handlers) {
        if (handlers == 0) {
            fail(ErrorCategory.NOT_FOUND, "is heard by nobody; see who subscribes to its channel and type");
            return;
        }
        synchronized (this) {
            offered = handlers;
        }
        review();
    }

    /** The last attempt of one of them has failed. */
    void failed(ErrorRecord error) {
        synchronized (this) {
            failures++;
            last = error;
        }
        review();
    }

    private void review() {
        ErrorRecord error;
        synchronized (this) {
            error = failures >= offered ? last : null;
        }
        if (error != null) {
            fail(error.category(), "failed in its handler: " + error.summary(), error);
        }
    }
}
