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
    private @Nullable RequestFailedException last;

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
        RequestFailedException failure = failure(category, what, null);
        decide(() -> future.completeExceptionally(failure));
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
        failed(failure(error.category(), "failed in its handler: " + error.summary(), error));
    }

    /** One of them will not get it: its mailbox was cleared, or its module has left. */
    void cleared(String subscription) {
        failed(failure(
                ErrorCategory.UNAVAILABLE,
                "was not handled: the mailbox of " + subscription
                        + " was cleared or its module has left; ask again later",
                null));
    }

    private void failed(RequestFailedException failure) {
        synchronized (this) {
            failures++;
            last = failure;
        }
        review();
    }

    private void review() {
        RequestFailedException failure;
        synchronized (this) {
            failure = failures >= offered ? last : null;
        }
        if (failure != null) {
            decide(() -> future.completeExceptionally(failure));
        }
    }
}
