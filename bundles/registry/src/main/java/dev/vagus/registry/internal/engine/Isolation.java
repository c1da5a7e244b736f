package dev.vagus.registry.internal.engine;

import dev.vagus.module.Outcome;
import dev.vagus.module.VagusException;
import dev.vagus.spi.FlowContext;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the handlers of isolated operations on threads of the registry. The rest of the call's chain does not stay there, so
 * that the call ends at its deadline, or when it is cancelled, whatever the handler does; the handler's provider is left
 * only when the handler has returned.
 */
final class Isolation {
    private final AsyncThreads threads;

    Isolation(AsyncThreads threads) {
        this.threads = threads;
    }

    /**
     * Begins the handler on another thread.
     *
     * @param handle runs the handler; must not throw
     */
    Outcome begin(CallInvocation call, Function<CallInvocation, Outcome> handle) {
        CallFuture<?> future = call.future();
        if (future == null) {
            future = CallFuture.of(call);
            call.cancellableWithin(call.cancellation());
        }
        CompletableFuture<@Nullable Object> end = new CompletableFuture<>();
        if (!future.hold()) {
            return Outcome.failed(Failures.givenUp(call));
        }
        call.suspend(new Suspended(end, null));
        try {
            threads.execute(
                    new Run(call, call.recordedPlace(), future, handle, end),
                    call.entry().qualifiedName());
        } catch (VagusException e) {
            future.release();
            end.completeExceptionally(e);
        }
        return Outcome.of(end);
    }

    /** One handler. It is not begun when its call has ended before. */
    private record Run(
            CallInvocation call,
            @Nullable FlowContext within,
            CallFuture<?> future,
            Function<CallInvocation, Outcome> handle,
            CompletableFuture<@Nullable Object> end)
            implements AsyncThreads.Task {
        @Override
        public void run() {
            try {
                if (!future.hasEnded()) {
                    CallRunner.inContext(call, within, () -> handle.apply(call))
                            .toStage()
                            .whenComplete(this::end);
                }
            } finally {
                future.release();
            }
        }

        private void end(@Nullable Object value, @Nullable Throwable error) {
            if (error == null) {
                end.complete(value);
            } else {
                end.completeExceptionally(error);
            }
        }

        @Override
        public void drop() {
            future.release();
        }
    }
}
