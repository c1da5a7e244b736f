package dev.vagus.registry.internal.engine;

import dev.vagus.module.Outcome;
import dev.vagus.module.VagusException;
import dev.vagus.registry.UnsupportedOptionException;
import dev.vagus.spi.FlowContext;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls. A call looks its operation up, enters the provider's gate, settles its terms, goes through the chain on the
 * caller's thread, and leaves the gate when its outcome is complete. From the gate on it either runs on the provider that
 * it found, or ends as unavailable.
 */
final class CallRunner {
    private final OperationIndex index;
    private final ModuleWait wait;
    private final CallOpening opening;
    private final AsyncCall.Parts parts;

    CallRunner(OperationIndex index, ModuleWait wait, AsyncThreads threads, CallOpening opening) {
        this.index = index;
        this.wait = wait;
        this.opening = opening;
        this.parts = new AsyncCall.Parts(index, wait, opening, threads, CallRunner::run);
    }

    /** Calls on this thread and waits for the outcome, up to the deadline. */
    @Nullable
    Object invoke(ModuleIdentity caller, String operation, Map<String, ?> arguments, CallOptions options) {
        @Nullable Object[] place = FlowContext.place();
        FlowContext around = FlowContext.current(place);
        OperationEntry entry;
        WaitTrace waited = null;
        do {
            entry = index.winner(operation);
            if (entry == null) {
                around = opening.limited(around, operation, options);
                waited = waited == null ? opening.absent(operation, caller, arguments, options, around) : waited;
                try {
                    entry = wait.await(operation, around, waited);
                } catch (VagusException e) {
                    waited.missed(e);
                    String fallback = opening.fallback(operation, options);
                    if (fallback == null || !Fallbacks.standsInFor(e)) {
                        throw e;
                    }
                    return invokeInstead(caller, fallback, arguments, options, e);
                }
            }
        } while (!entry.provider().gate().enter());
        CallInvocation call = null;
        Outcome outcome = null;
        boolean over = true;
        try {
            CallTrace begun = waited == null ? null : waited.goOn();
            call = opening.open(entry, true, caller, arguments, options, around, begun);
            outcome = run(call, place);
            over = outcome.isDone() && call.future() == null;
        } finally {
            if (over) {
                entry.provider().gate().leave();
                traceEnd(call, outcome);
            }
        }
        if (!over) {
            CallFuture<?> future = CallFuture.of(call);
            future.follow(outcome);
            return future.await();
        }
        Throwable error = outcome.error();
        if (error != null) {
            throw Failures.exposed(entry, error);
        }
        return outcome.value();
    }

    private @Nullable Object invokeInstead(
            ModuleIdentity caller,
            String fallback,
            Map<String, ?> arguments,
            CallOptions options,
            VagusException absence) {
        try {
            return invoke(caller, fallback, arguments, options.standIn());
        } catch (VagusException e) {
            throw Fallbacks.both(fallback, absence, e);
        }
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

    private static Outcome run(CallInvocation call) {
        return run(call, FlowContext.place());
    }

    /** Goes through the chain on this thread, whose place this is. */
    private static Outcome run(CallInvocation call, @Nullable Object[] place) {
        Chain chain = call.chain();
        CallOptions said = call.callOptions();
        if (said.shown() != null || !said.options().isEmpty()) {
            refuseUnserved(call, chain);
        }
        CallThread.Frame frame = CallThread.enter(call, place);
        call.runsOn(Thread.currentThread());
        try {
            return chain.proceed(call);
        } finally {
            call.runsOn(null);
            CallThread.leave(frame, place);
        }
    }

    /**
     * Does something on this thread as part of a call.
     *
     * @param within where its chain was when it left its thread, by {@link CallInvocation#recordedPlace}
     */
    static Outcome inContext(CallInvocation call, @Nullable FlowContext within, Supplier<Outcome> work) {
        @Nullable Object[] place = FlowContext.place();
        CallThread.Frame frame = CallThread.enter(call, place);
        try {
            if (within != null) {
                FlowContext.set(place, within);
            }
            return work.get();
        } finally {
            CallThread.leave(frame, place);
        }
    }

    /** Calls another operation in the place of one that failed: same caller, arguments, metadata and context. */
    Outcome instead(CallInvocation failed, String operation) {
        OperationEntry entry;
        do {
            entry = present(operation);
        } while (!entry.provider().gate().enter());
        CallOptions options = failed.callOptions().standIn();
        CallInvocation call = null;
        Outcome outcome = null;
        boolean over = true;
        try {
            call = opening.open(
                    entry, false, failed.callingModule(), failed.parameters(), options, failed.flow(), null);
            outcome = run(call);
            over = outcome.isDone() && call.future() == null;
        } finally {
            if (over) {
                entry.provider().gate().leave();
                traceEnd(call, outcome);
            }
        }
        if (over) {
            return outcome;
        }
        CallFuture<?> future = CallFuture.of(call);
        future.follow(outcome);
        return failed.until(future);
    }

    /** The operation if it is there; a call that stands in for another does not wait for modules. */
    private OperationEntry present(String operation) {
        while (true) {
            OperationEntry entry = index.winner(operation);
            if (entry != null) {
                return entry;
            }
            VagusException absence = wait.absence(operation, null).error();
            if (absence != null) {
                throw absence;
            }
        }
    }

    /** The call is over, if it is recorded; without an outcome it has thrown, which is said before. */
    private static void traceEnd(@Nullable CallInvocation call, @Nullable Outcome outcome) {
        if (call != null && call.chain().tracer() != null) {
            call.traceEnd(outcome == null ? new IllegalStateException("the call has no outcome") : outcome.error());
        }
    }

    private static void refuseUnserved(CallInvocation call, Chain chain) {
        CallOptions said = call.callOptions();
        // The most frequent one by far; walking through a map takes memory.
        if (said.shown() != null && said.options().isEmpty() && chain.serves(CallOptions.TOKEN)) {
            return;
        }
        for (String option : said.all().keySet()) {
            if (!chain.serves(option)) {
                UnsupportedOptionException refusal = new UnsupportedOptionException(
                        "the call of " + call.entry().qualifiedName() + " asks for '"
                                + option + "', which nothing serves: install and start the bundle "
                                + CallOptions.bundleOf(option));
                call.traceEnd(refusal);
                throw refusal;
            }
        }
    }
}
