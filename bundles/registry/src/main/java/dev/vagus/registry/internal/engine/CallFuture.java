package dev.vagus.registry.internal.engine;

import dev.vagus.module.Outcome;
import dev.vagus.module.VagusException;
import dev.vagus.registry.CallCancelledException;
import dev.vagus.registry.CallTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that is not complete yet, as its caller holds it. It ends once: by its outcome, its deadline, its cancellation or
 * the farewell of its module, whichever comes first; then it leaves the provider's gate, and after that the caller's own
 * continuations run. A call that ends while its handler still runs on a thread of the registry leaves the gate when the
 * handler has returned, so that a module which leaves waits for that.
 */
final class CallFuture<T> extends CompletableFuture<T> {
    private final CallInvocation call;
    private final Function<@Nullable Object, T> conversion;
    private final AtomicBoolean ended = new AtomicBoolean();
    /** Why the call is inside the gate: it has not ended, its handler runs. At zero it has left. */
    private final AtomicInteger holds = new AtomicInteger(1);

    private volatile @Nullable Future<?> timer;

    CallFuture(CallInvocation call, Function<@Nullable Object, T> conversion) {
        this.call = call;
        this.conversion = conversion;
    }

    /** How the caller of this call holds it: as before, or from now on; the caller of this is inside the gate. */
    static CallFuture<?> of(CallInvocation call) {
        CallFuture<?> present = call.future();
        if (present != null) {
            return present;
        }
        CallFuture<@Nullable Object> made = new CallFuture<>(call, value -> value);
        made.begin();
        return made;
    }

    /** Begins to count as one of the provider's calls; the caller of this is inside the gate. */
    void begin() {
        call.heldBy(this);
        call.entry().provider().begin(this);
    }

    /** Takes the timer that will {@link #expire} it, to be cancelled at the end. */
    void timedBy(Future<?> running) {
        timer = running;
        if (ended.get()) {
            running.cancel(false);
        }
    }

    /** Stays inside the gate until {@link #release}, also when it ends; false when it has left already. */
    boolean hold() {
        int present = holds.get();
        while (present > 0 && !holds.compareAndSet(present, present + 1)) {
            present = holds.get();
        }
        return present > 0;
    }

    void release() {
        if (holds.decrementAndGet() == 0) {
            call.entry().provider().gate().leave();
        }
    }

    /** Ends with this outcome, now or when it completes. */
    void follow(Outcome outcome) {
        if (outcome.isDone()) {
            settle(outcome);
        } else {
            outcome.toStage()
                    .whenComplete((value, error) ->
                            settle(error == null ? Outcome.of((Object) value) : Outcome.failed(error)));
        }
    }

    private void settle(Outcome outcome) {
        if (!end(null)) {
            return;
        }
        Throwable error = outcome.error();
        if (error != null) {
            fail(Failures.exposed(call.entry(), error));
            return;
        }
        T value;
        try {
            value = conversion.apply(outcome.value());
        } catch (VagusException e) {
            fail(e);
            return;
        }
        call.traceEnd(null);
        complete(value);
    }

    private void fail(VagusException error) {
        call.traceEnd(error);
        completeExceptionally(error);
    }

    /** Ends because the deadline has passed. */
    void expire() {
        giveUp(new CallTimeoutException(call.entry().qualifiedName()
                + " did not end before its deadline; whether its work was done is unknown"));
    }

    /** Ends because the module has left and the time to drain is over. */
    void abandon() {
        giveUp(Failures.abandoned(call.entry()));
    }

    /** The middleware sees this end, and may turn it into another, unless something keeps it from ending at once. */
    private void giveUp(VagusException why) {
        if (ended.get()) {
            return;
        }
        call.giveUp(why);
        if (end(null)) {
            fail(why);
        }
    }

    /** Waits for the end on this thread, up to the deadline. */
    T await() {
        try {
            return call.isLimited() ? getInTime() : get();
        } catch (ExecutionException e) {
            throw Failures.exposed(call.entry(), e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            cancel(true);
            Thread.currentThread().interrupt();
            throw new CallCancelledException("the thread was interrupted while it waited for "
                    + call.entry().qualifiedName());
        }
    }

    private T getInTime() throws InterruptedException, ExecutionException {
        try {
            return get(Math.max(0, call.remainingNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            expire();
            return get();
        }
    }

    boolean hasEnded() {
        return ended.get();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        VagusException why = Failures.givenUp(call);
        if (end(why)) {
            call.traceEnd(why);
        }
        return super.cancel(mayInterruptIfRunning);
    }

    /**
     * Ends once.
     *
     * @param why with what everything inside ends that has not yet; null when it has
     */
    private boolean end(@Nullable VagusException why) {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        Future<?> running = timer;
        if (running != null) {
            running.cancel(false);
        }
        if (why != null) {
            call.giveUp(why);
        }
        call.end();
        call.entry().provider().end(this);
        release();
        return true;
    }
}
