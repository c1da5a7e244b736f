package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.Outcome;
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
    private final CallOpening opening;
    private final Terminal terminal;
    private final AsyncCall.Parts parts;

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
        this.opening = opening;
        this.terminal = new Terminal(structures, threads);
        this.parts = new AsyncCall.Parts(index, wait, opening, threads, this::run);
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
            return new AsyncCall<@Nullable Object>(
                            parts, new AsyncCall.Request<>(caller, operation, arguments, options, value -> value))
                    .start(entry, ticket, around)
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
        return new AsyncCall<>(parts, new AsyncCall.Request<>(caller, operation, arguments, options, conversion))
                .make(FlowContext.current());
    }

    /** Calls without waiting, and without running anything of the operation on this thread. */
    CompletableFuture<@Nullable Object> elsewhere(
            ModuleIdentity caller, String operation, Map<String, ?> arguments, CallOptions options) {
        return new AsyncCall<@Nullable Object>(
                        parts, new AsyncCall.Request<>(caller, operation, arguments, options, value -> value))
                .neverHere()
                .make(FlowContext.current());
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
