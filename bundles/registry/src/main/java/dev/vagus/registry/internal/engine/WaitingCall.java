package dev.vagus.registry.internal.engine;

import dev.vagus.module.VagusException;
import dev.vagus.spi.FlowContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous call whose module is being updated, as its caller holds it. It waits without a thread: woken, it goes on
 * on a thread of the registry, since the thread that wakes it is starting a bundle; a timer ends it otherwise. Whatever
 * comes first completes it, once; a call that was made in the meantime is cancelled with it.
 */
final class WaitingCall<T> extends CompletableFuture<T> implements Waiter, AsyncThreads.Task {
    private final String operation;
    private final FlowContext limits;
    private final ModuleWait wait;
    private final AsyncThreads threads;
    private final Supplier<CompletableFuture<T>> call;
    private volatile @Nullable Future<?> timer;
    private volatile @Nullable CompletableFuture<T> made;
    private volatile boolean woken;

    /**
     * A call that has not looked yet.
     *
     * @param limits with the deadline of the call
     * @param call makes the call when the operation may be there; run on a thread of the registry
     */
    WaitingCall(
            String operation,
            FlowContext limits,
            ModuleWait wait,
            AsyncThreads threads,
            Supplier<CompletableFuture<T>> call) {
        this.operation = operation;
        this.limits = limits;
        this.wait = wait;
        this.threads = threads;
        this.call = call;
    }

    /** Looks: fails, waits, or goes on. */
    void begin() {
        Absence absence = wait.absence(operation, this);
        if (absence.error() != null) {
            completeExceptionally(absence.error());
        } else if (absence.isWaiting()) {
            long nanos = wait.time(absence, limits);
            boolean byDeadline = nanos < absence.waitNanos();
            Future<?> running = threads.after(Math.max(0, nanos), () -> expire(byDeadline));
            timer = running;
            if (woken || isDone()) {
                running.cancel(false);
            }
        } else {
            wake(null);
        }
    }

    @Override
    public void wake(@Nullable VagusException end) {
        woken = true;
        stopTimer();
        if (end != null) {
            completeExceptionally(end);
            return;
        }
        try {
            threads.execute(this, operation);
        } catch (VagusException e) {
            completeExceptionally(e);
        }
    }

    @Override
    public void run() {
        if (isDone()) {
            return;
        }
        CompletableFuture<T> future = call.get();
        if (made == null) {
            follow(future);
        }
    }

    /** Ends as the call that was made does, and cancels it when it is cancelled itself. */
    void follow(CompletableFuture<T> future) {
        made = future;
        future.whenComplete((value, error) -> {
            if (error == null) {
                complete(value);
            } else {
                completeExceptionally(error);
            }
        });
        if (isCancelled()) {
            future.cancel(true);
        }
    }

    /** The registry stops before it came to this. */
    @Override
    public void drop() {
        completeExceptionally(Registrations.stoppedError());
    }

    private void expire(boolean byDeadline) {
        if (wait.leave(operation, this)) {
            RuntimeException over = wait.over(operation, byDeadline);
            if (over != null) {
                completeExceptionally(over);
            } else {
                wake(null);
            }
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            wait.leave(operation, this);
            stopTimer();
            CompletableFuture<T> future = made;
            if (future != null) {
                future.cancel(mayInterruptIfRunning);
            }
        }
        return cancelled;
    }

    private void stopTimer() {
        Future<?> running = timer;
        if (running != null) {
            running.cancel(false);
        }
    }
}
