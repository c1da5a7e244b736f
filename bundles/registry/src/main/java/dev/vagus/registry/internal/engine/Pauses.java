package dev.vagus.registry.internal.engine;

import dev.vagus.module.Outcome;
import dev.vagus.module.VagusException;
import dev.vagus.registry.CallCancelledException;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with calls after a pause. A caller that waits on its own thread sleeps there, and looks up now and then; any
 * other pause takes a timer, and a thread of the registry after it.
 */
final class Pauses {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final AsyncThreads threads;

    Pauses(AsyncThreads threads) {
        this.threads = threads;
    }

    Outcome after(CallInvocation call, Duration pause, Supplier<Outcome> work) {
        return call.isOnItsCallersThread() ? sleep(call, pause, work) : schedule(call, pause, work);
    }

    private static Outcome sleep(CallInvocation call, Duration pause, Supplier<Outcome> work) {
        long end = System.nanoTime() + pause.toNanos();
        while (true) {
            VagusException over = whyOver(call);
            if (over != null) {
                return Outcome.failed(over);
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                return run(work);
            }
            LockSupport.parkNanos(call, Math.min(left, LOOK_NANOS));
            if (Thread.currentThread().isInterrupted()) {
                return Outcome.failed(new CallCancelledException("the thread was interrupted while "
                        + call.entry().qualifiedName() + " waited for its next attempt"));
            }
        }
    }

    private Outcome schedule(CallInvocation call, Duration pause, Supplier<Outcome> work) {
        CompletableFuture<@Nullable Object> end = new CompletableFuture<>();
        call.suspend(new Suspended(end, null));
        FlowContext within = call.recordedPlace();
        Supplier<Outcome> inside = () -> CallRunner.inContext(call, within, () -> run(work));
        threads.after(pause.toNanos(), () -> goOn(call, inside, end));
        return Outcome.of(end);
    }

    private void goOn(CallInvocation call, Supplier<Outcome> work, CompletableFuture<@Nullable Object> end) {
        try {
            threads.execute(() -> resume(call, work, end), call.entry().qualifiedName());
        } catch (VagusException e) {
            end.completeExceptionally(e);
        }
    }

    private static void resume(CallInvocation call, Supplier<Outcome> work, CompletableFuture<@Nullable Object> end) {
        CallFuture<?> future = call.future();
        boolean held = future == null || future.hold();
        try {
            VagusException over = held ? whyOver(call) : ended(call);
            Outcome outcome = over == null ? work.get() : Outcome.failed(over);
            outcome.toStage().whenComplete((value, error) -> {
                if (error == null) {
                    end.complete(value);
                } else {
                    end.completeExceptionally(error);
                }
            });
        } finally {
            if (future != null && held) {
                future.release();
            }
        }
    }

    private static Outcome run(Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            return Outcome.failed(e);
        }
    }

    private static @Nullable VagusException whyOver(CallInvocation call) {
        String operation = call.entry().qualifiedName();
        if (call.isOverdue()) {
            return new CallTimeoutException("the deadline of " + operation + " passed before its next attempt");
        }
        if (call.isCancelled()) {
            return ended(call);
        }
        return call.entry().provider().gate().isClosed()
                ? new ModuleUnavailableException(
                        "module " + call.entry().descriptor().module() + " left while " + operation
                                + " waited for its next attempt")
                : null;
    }

    private static VagusException ended(CallInvocation call) {
        return new CallCancelledException(
                call.entry().qualifiedName() + " was given up while it waited for its next attempt");
    }
}
