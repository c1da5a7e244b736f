package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.Outcome;
import dev.vagus.module.VagusException;
import dev.vagus.registry.UnsupportedOptionException;
import dev.vagus.spi.FlowContext;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls. A call looks its operation up, enters the provider's gate, settles its terms, goes through the chain on the
 * caller's thread, and leaves the gate when its outcome is complete. From the gate on it either runs on the provider that
 * it found, or ends as unavailable.
 */
final class CallRunner {
    private final OperationIndex index;
    private final ModuleWait wait;
    private final Middlewares middlewares;
    private final AsyncThreads threads;
    private final CallOpening opening;
    private final Terminal terminal;

    CallRunner(
            OperationIndex index,
            ModuleWait wait,
            Middlewares middlewares,
            AsyncThreads threads,
            CallOpening opening,
            Structures structures) {
        this.index = index;
        this.wait = wait;
        this.middlewares = middlewares;
        this.threads = threads;
        this.opening = opening;
        this.terminal = new Terminal(structures, threads);
    }

    /** Calls on this thread and waits for the outcome, up to the deadline. */
    @Nullable
    Object invoke(ModuleIdentity caller, String operation, Map<String, ?> arguments, CallOptions options) {
        FlowContext around = FlowContext.current();
        OperationEntry entry;
        int ticket;
        do {
            entry = index.winner(operation);
            if (entry == null) {
                around = opening.limited(around, options);
                entry = wait.await(operation, around);
            }
            ticket = entry.provider().gate().enter();
        } while (ticket == DrainGate.REFUSED);
        if (entry.isIsolated()) {
            return new AsyncCall<@Nullable Object>(caller, operation, arguments, options, value -> value)
                    .start(entry, ticket, around, threads::execute)
                    .await();
        }
        CallInvocation call = null;
        Outcome outcome = null;
        try {
            call = opening.open(entry, ticket, caller, arguments, options, around);
            outcome = run(call);
        } finally {
            if (outcome == null || outcome.isDone()) {
                entry.provider().gate().leave(ticket);
                ticket = DrainGate.REFUSED;
            }
        }
        if (ticket != DrainGate.REFUSED) {
            return await(call, outcome);
        }
        Throwable error = outcome.error();
        if (error != null) {
            throw Failures.exposed(entry, error);
        }
        return outcome.value();
    }

    /** Calls without waiting; what goes wrong is in the future. */
    <T> CompletableFuture<T> async(
            ModuleIdentity caller,
            String operation,
            Map<String, ?> arguments,
            CallOptions options,
            Function<@Nullable Object, T> conversion) {
        return new AsyncCall<>(caller, operation, arguments, options, conversion)
                .make(FlowContext.current(), threads::execute);
    }

    /** Calls without waiting, and without running anything of the operation on this thread. */
    CompletableFuture<@Nullable Object> elsewhere(
            ModuleIdentity caller, String operation, Map<String, ?> arguments, CallOptions options) {
        AsyncCall<@Nullable Object> call = new AsyncCall<>(caller, operation, arguments, options, value -> value);
        call.elsewhere = true;
        return call.make(FlowContext.current(), threads::execute);
    }

    /** Where the handler of an operation runs that is not asynchronous itself. */
    @FunctionalInterface
    private interface Place {
        void run(Runnable work, String operation);
    }

    /** What there is to know of an asynchronous call before its operation is found. */
    private final class AsyncCall<T> {
        private final ModuleIdentity caller;
        private final String operation;
        private final Map<String, ?> arguments;
        private final CallOptions options;
        private final Function<@Nullable Object, T> conversion;
        private boolean elsewhere;

        /** What the caller holds when the call had to wait. */
        private @Nullable WaitingCall<T> holder;

        /** What cancels the call in which this one is made. */
        private @Nullable Cancellation surrounding = CallThread.cancellation();

        AsyncCall(
                ModuleIdentity caller,
                String operation,
                Map<String, ?> arguments,
                CallOptions options,
                Function<@Nullable Object, T> conversion) {
            this.caller = caller;
            this.operation = operation;
            this.arguments = arguments;
            this.options = options;
            this.conversion = conversion;
        }

        CompletableFuture<T> make(FlowContext around, Place place) {
            try {
                OperationEntry entry;
                int ticket;
                do {
                    entry = index.winner(operation);
                    if (entry == null) {
                        return makeLater(around);
                    }
                    ticket = entry.provider().gate().enter();
                } while (ticket == DrainGate.REFUSED);
                return start(entry, ticket, around, place);
            } catch (VagusException | IllegalArgumentException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        /** Waits if its module is being updated; made after that, on a thread of the registry, it hops no further. */
        private CompletableFuture<T> makeLater(FlowContext around) {
            FlowContext limits = opening.limited(around, options);
            AsyncCall<T> kept =
                    new AsyncCall<>(caller, operation, opening.kept(operation, arguments), options, conversion);
            WaitingCall<T> waiting = new WaitingCall<>(
                    operation, limits, wait, threads, () -> kept.make(limits, (work, name) -> work.run()));
            kept.holder = waiting;
            kept.surrounding = surrounding;
            waiting.begin();
            return waiting;
        }

        private CallFuture<T> start(OperationEntry entry, int ticket, FlowContext around, Place place) {
            CallFuture<T> future = null;
            try {
                CallInvocation call = opening.open(entry, ticket, caller, arguments, options, around);
                call.cancellableWithin(surrounding);
                CallFuture<T> started = new CallFuture<>(call, conversion);
                future = started;
                started.begin();
                if (holder != null) {
                    holder.follow(started);
                }
                if (entry.descriptor().asynchronous() && !entry.isIsolated() && !elsewhere) {
                    started.follow(CallRunner.this.run(call));
                    limit(started, call);
                } else {
                    limit(started, call);
                    place.run(() -> runLater(started, call), operation);
                }
                return started;
            } catch (Throwable e) {
                if (future == null) {
                    entry.provider().gate().leave(ticket);
                    throw e;
                }
                future.follow(Outcome.failed(e));
                return future;
            }
        }

        private void limit(CallFuture<T> started, CallInvocation call) {
            if (call.terms().isLimited() && !started.hasEnded()) {
                started.timedBy(threads.after(Math.max(0, call.terms().remainingNanos()), started::expire));
            }
        }
    }

    private void runLater(CallFuture<?> future, CallInvocation call) {
        if (!future.hold()) {
            return;
        }
        Outcome outcome;
        try {
            outcome = run(call);
        } catch (VagusException e) {
            outcome = Outcome.failed(e);
        } finally {
            future.release();
        }
        future.follow(outcome);
    }

    /** The chain around this operation now. */
    Chain chain(OperationEntry entry) {
        return entry.chain(middlewares, terminal);
    }

    private Outcome run(CallInvocation call) {
        Chain chain = call.entry().chain(middlewares, terminal);
        refuseUnserved(call, chain);
        CallThread.Frame frame = CallThread.enter(call);
        FlowContext before = FlowContext.swap(call.terms().flow());
        try {
            return chain.proceed(call);
        } finally {
            FlowContext.swap(before);
            CallThread.leave(frame);
        }
    }

    private static void refuseUnserved(CallInvocation call, Chain chain) {
        for (String option : call.terms().options().options().keySet()) {
            if (!chain.serves(option)) {
                throw new UnsupportedOptionException(
                        "the call of " + call.entry().qualifiedName() + " asks for '"
                                + option + "', which nothing serves: install and start the bundle "
                                + CallOptions.bundleOf(option));
            }
        }
    }

    private static @Nullable Object await(CallInvocation call, Outcome outcome) {
        CallFuture<@Nullable Object> future = new CallFuture<>(call, value -> value);
        future.begin();
        future.follow(outcome);
        return future.await();
    }
}
