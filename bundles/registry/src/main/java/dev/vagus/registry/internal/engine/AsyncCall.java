package dev.vagus.registry.internal.engine;

import dev.vagus.module.Outcome;
import dev.vagus.module.VagusException;
import dev.vagus.spi.FlowContext;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call whose caller does not stay inside of it. An operation that is asynchronous itself begins on the caller's thread,
 * every other one on a thread of the registry; a call that had to wait for its module is on such a thread already and goes
 * on there. Used by one thread at a time.
 */
final class AsyncCall<T> {
    private final Parts parts;
    private final Request<T> request;
    private boolean mayRunHere = true;

    /** What the caller holds when the call had to wait. */
    private @Nullable WaitingCall<T> holder;

    /** What is recorded of it while its operation is absent; null when it never was. */
    private @Nullable WaitTrace waited;

    /** What cancels the call in which this one is made. */
    private @Nullable Cancellation surrounding = CallThread.cancellation();

    /**
     * What calls are made with.
     *
     * @param absent waits for modules that are being updated
     * @param run takes a call through its chain
     */
    record Parts(
            OperationIndex index,
            ModuleWait absent,
            CallOpening opening,
            AsyncThreads threads,
            Function<CallInvocation, Outcome> run) {}

    /** What the caller says. */
    record Request<T>(
            ModuleIdentity caller,
            String operation,
            Map<String, ?> arguments,
            CallOptions options,
            Function<@Nullable Object, T> conversion) {}

    AsyncCall(Parts parts, Request<T> request) {
        this.parts = parts;
        this.request = request;
    }

    /** Lets nothing of the operation run on the caller's thread. */
    AsyncCall<T> neverHere() {
        mayRunHere = false;
        return this;
    }

    /**
     * Makes the call; what goes wrong is in the future.
     *
     * @param around what the caller is doing
     */
    CompletableFuture<T> make(FlowContext around) {
        try {
            OperationEntry entry;
            do {
                entry = parts.index().winner(request.operation());
                if (entry == null) {
                    return makeLater(around);
                }
            } while (!entry.provider().gate().enter());
            return start(entry, around);
        } catch (VagusException | IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Waits if the module is being updated. */
    private CompletableFuture<T> makeLater(FlowContext around) {
        String operation = request.operation();
        FlowContext limits = parts.opening().limited(around, operation, request.options());
        AsyncCall<T> kept = new AsyncCall<>(
                parts,
                new Request<>(
                        request.caller(),
                        operation,
                        parts.opening().kept(operation, request.arguments()),
                        request.options(),
                        request.conversion()));
        WaitTrace trace = waited != null
                ? waited
                : parts.opening()
                        .absent(operation, request.caller(), kept.request.arguments(), request.options(), around);
        kept.waited = trace;
        WaitingCall<T> waiting = new WaitingCall<>(
                operation,
                limits,
                trace,
                parts.absent(),
                parts.threads(),
                () -> kept.make(limits),
                absence -> kept.makeInstead(absence, around));
        kept.holder = waiting;
        kept.surrounding = surrounding;
        // Where it was cancelled, or dropped by a registry that stops.
        waiting.whenComplete((value, error) -> trace.end(error));
        waiting.begin();
        return waiting;
    }

    /** What a fallback answers, to whom made this call in that context; null when there is none for this absence. */
    private @Nullable CompletableFuture<T> makeInstead(Throwable absence, FlowContext around) {
        if (waited != null) {
            waited.missed(absence);
        }
        String fallback = parts.opening().fallback(request.operation(), request.options());
        if (fallback == null || !Fallbacks.standsInFor(absence)) {
            return null;
        }
        Request<T> instead = new Request<>(
                request.caller(),
                fallback,
                request.arguments(),
                request.options().standIn(),
                request.conversion());
        return new AsyncCall<>(parts, instead).make(around);
    }

    /** Makes the call on this entry, inside its provider's gate, which it leaves when it has ended. */
    CallFuture<T> start(OperationEntry entry, FlowContext around) {
        CallFuture<T> future = null;
        try {
            CallInvocation call = parts.opening()
                    .open(
                            entry,
                            false,
                            request.caller(),
                            request.arguments(),
                            request.options(),
                            around,
                            waited == null ? null : waited.goOn());
            call.cancellableWithin(surrounding);
            future = new CallFuture<>(call, request.conversion());
            future.begin();
            if (holder != null) {
                holder.follow(future);
            }
            begin(future, call);
            return future;
        } catch (Throwable e) {
            if (future == null) {
                entry.provider().gate().leave();
                throw e;
            }
            future.follow(Outcome.failed(e));
            return future;
        }
    }

    private void begin(CallFuture<T> future, CallInvocation call) {
        OperationEntry entry = call.entry();
        if ((entry.descriptor().asynchronous() || call.chain().policy().isolated()) && mayRunHere) {
            future.follow(parts.run().apply(call));
            limit(future, call);
            return;
        }
        limit(future, call);
        if (holder != null) {
            runHere(future, call);
        } else {
            parts.threads().execute(() -> runHere(future, call), entry.qualifiedName());
        }
    }

    private void limit(CallFuture<T> future, CallInvocation call) {
        if (call.isLimited() && !future.hasEnded()) {
            future.timedBy(parts.threads().after(Math.max(0, call.remainingNanos()), future::expire));
        }
    }

    private void runHere(CallFuture<T> future, CallInvocation call) {
        if (!future.hold()) {
            return;
        }
        Outcome outcome;
        try {
            outcome = parts.run().apply(call);
        } catch (VagusException e) {
            outcome = Outcome.failed(e);
        } finally {
            future.release();
        }
        future.follow(outcome);
    }
}
