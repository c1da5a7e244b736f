package dev.vagus.registry.internal.engine;

import dev.vagus.module.VagusException;
import dev.vagus.spi.FlowContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
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
    private final WaitTrace trace;
    private final ModuleWait wait;
    private final AsyncThreads threads;
    private final Supplier<CompletableFuture<T>> call;
    private final Function<Throwable, @Nullable CompletableFuture<T>> otherwise;
    private volatile @Nullable Future<?> timer;
    private volatile @Nullable CompletableFuture<T> made;
    private volatile boolean woken;

    /**
     * A call that has not looked yet.
     *
     * @param limits with the deadline of the call
     * @param trace is told that it waits
     * @param call makes the call when the operation may be there; run on a thread of the registry
     * @param otherwise makes another call when the operation is not there; null when that is an error
     */
    WaitingCall(
            String operation,
            FlowContext limits,
            WaitTrace trace,
            ModuleWait wait,
            AsyncThreads threads,
            Supplier<CompletableFuture<T>> call,
            Function<Throwable, @Nullable CompletableFuture<T>> otherwise) {
        this.operation = operation;
        this.limits = limits;
        this.trace = trace;
        this.wait = wait;
        this.threads = threads;
        this.call = call;
        this.otherwise = otherwise;
    }

    /** Looks: fails, waits, or goes on. */
    void begin() {
        Absence absence = wait.absence(operation, this);
        if (absence.error() != null) {
            giveUp(absence.error());
        } else if (absence.isWaiting()) {
            trace.begin();
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
        try {
            threads.execute(end == null ? this : new Ending(end), operation);
        } catch (VagusException e) {
            completeExceptionally(end != null ? end : e);
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

    private void giveUp(Throwable absence) {
        CompletableFuture<T> instead = isDone() ? null : otherwise.apply(absence);
        if (instead == null) {
            completeExceptionally(absence);
        } else {
            follow(instead);
        }
    }

    /** Ends it as its module will not come back, on a thread of the registry. */
    private final class Ending implements AsyncThreads.Task {
        private final VagusException absence;

        Ending(VagusException absence) {
            this.absence = absence;
        }

        @Override
        public void run() {
            giveUp(absence);
        }

        @Override
        public void drop() {
            completeExceptionally(absence);
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
                giveUp(over);
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
