package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Reply;
import dev.vagus.bus.RequestFailedException;
import dev.vagus.delivery.structure.BindException;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for an answer, by the id of their message, so that a message which is kept somewhere keeps
 * nothing of who asked. Each has a deadline and ends with the first of: an answer, the failure of every handler that was
 * offered it, or its clearing, its deadline, its cancellation, the end of the bus. Thread-safe.
 */
final class Requests {
    /** How many wait at most. */
    static final int MOST = 10_000;

    private record Answer(
            TimeOrderedId requestId,
            String source,
            @Nullable Object data,
            Structures structures) implements Reply {
        @Override
        @SuppressWarnings("unchecked")
        public <T> @Nullable T data(Class<T> type) {
            try {
                return (T) structures.binder(type).bind(data);
            } catch (BindException e) {
                String message = "the answer of " + source + " to " + requestId + " does not fit " + type.getName()
                        + ": " + e.getMessage();
                throw new RequestFailedException(ErrorCategory.VALIDATION, message, ErrorRecord.of(e));
            }
        }
    }

    private final ConcurrentHashMap<Long, PendingRequest> pending = new ConcurrentHashMap<>();
    private final Timer timer;
    private final Structures structures;

    Requests(Timer timer, Structures structures) {
        this.timer = timer;
        this.structures = structures;
    }

    /**
     * Begins to wait.
     *
     * @param executor completes the future, so that what hangs on it does not run on a handler's thread
     */
    PendingRequest open(Envelope message, Duration timeout, Executor executor) {
        if (pending.size() >= MOST) {
            throw new RequestFailedException(
                    ErrorCategory.BUSY, MOST + " requests wait for an answer; ask again later", null);
        }
        PendingRequest request = new PendingRequest(message.toString(), executor);
        pending.put(message.idValue(), request);
        Runnable cancel = timer.after(timeout, () -> request.fail(ErrorCategory.TIMEOUT, "was not answered in time"));
        request.future().whenComplete((answer, error) -> {
            pending.remove(message.idValue());
            cancel.run();
        });
        return request;
    }

    /** Waits for an answer; throws as the API says. */
    static Reply await(CompletableFuture<Reply> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RequestFailedException failure
                    ? new RequestFailedException(
                            failure.category(), String.valueOf(failure.getMessage()), failure.error())
                    : new RequestFailedException(ErrorCategory.INTERNAL, e.toString(), null);
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new RequestFailedException(
                    ErrorCategory.CANCELLED, "the thread was interrupted while it waited for an answer", null);
        }
    }

    /** Answers a request; false when nobody waits for it. */
    boolean answer(Envelope message, String source, @Nullable Object data) {
        PendingRequest request = pending.get(message.idValue());
        return request != null
                && request.complete(new Answer(message.id(), source, structures.freeze(data), structures));
    }

    /** One of the handlers has failed for good. */
    void failed(Envelope message, ErrorRecord error) {
        PendingRequest request = pending.get(message.idValue());
        if (request != null) {
            request.failed(error);
        }
    }

    /** One of the subscriptions that were offered it will not handle it. */
    void cleared(Envelope message, String subscription) {
        PendingRequest request = pending.get(message.idValue());
        if (request != null) {
            request.cleared(subscription);
        }
    }

    int size() {
        return pending.size();
    }

    /** Ends all that wait. */
    void close() {
        for (PendingRequest each : List.copyOf(pending.values())) {
            each.endHere(ErrorCategory.UNAVAILABLE, "got no answer before the message bus stopped");
        }
    }
}
