package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.Outcome;
import dev.vagus.module.VagusException;
import dev.vagus.registry.CallCancelledException;
import dev.vagus.registry.UnsupportedOptionException;
import dev.vagus.spi.FlowContext;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls. A call looks its operation up, enters the provider's gate, settles its terms, goes through the chain on the
 * caller's thread, and leaves the gate when its outcome is complete. From the gate on it either runs on the provider that
 * it found, or ends as unavailable.
 */
final class CallRunner {
    private final OperationIndex index;
    private final Registrations registrations;
    private final Middlewares middlewares;
    private final AsyncThreads threads;
    private final CallOpening opening;
    private final Terminal terminal;

    CallRunner(
            OperationIndex index,
            Registrations registrations,
            Middlewares middlewares,
            AsyncThreads threads,
            CallOpening opening,
            Structures structures) {
        this.index = index;
        this.registrations = registrations;
        this.middlewares = middlewares;
        this.threads = threads;
        this.opening = opening;
        this.terminal = new Terminal(structures);
    }

    void configure(Settings settings) {
        terminal.configure(settings);
    }

    /** Calls on this thread and waits for the outcome, up to the deadline. */
    @Nullable
    Object invoke(ModuleIdentity caller, String operation, Map<String, ?> arguments, CallOptions options) {
        OperationEntry entry;
        int ticket;
        do {
            entry = find(operation);
            ticket = entry.provider().gate().enter();
        } while (ticket == DrainGate.REFUSED);
        CallInvocation call = null;
        Outcome outcome = null;
        try {
            call = opening.open(entry, ticket, caller, arguments, options, FlowContext.current());
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
        try {
            OperationEntry entry;
            int ticket;
            do {
                entry = find(operation);
                ticket = entry.provider().gate().enter();
            } while (ticket == DrainGate.REFUSED);
            return start(entry, ticket, caller, arguments, options, conversion);
        } catch (VagusException | IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> CompletableFuture<T> start(
            OperationEntry entry,
            int ticket,
            ModuleIdentity caller,
            Map<String, ?> arguments,
            CallOptions options,
            Function<@Nullable Object, T> conversion) {
        CallFuture<T> future = null;
        try {
            CallInvocation call = opening.open(entry, ticket, caller, arguments, options, FlowContext.current());
            CallFuture<T> started = new CallFuture<>(call, conversion);
            future = started;
            started.begin();
            if (entry.descriptor().asynchronous()) {
                started.follow(run(call));
            } else {
                threads.execute(() -> runLater(started, call), entry.qualifiedName());
            }
            if (call.terms().isLimited() && !started.hasEnded()) {
                started.timedBy(threads.after(Math.max(0, call.terms().remainingNanos()), started::expire));
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
        CallThread.Frame outer = CallThread.enter(call.terms());
        FlowContext before = FlowContext.swap(call.terms().flow());
        try {
            return chain.proceed(call);
        } finally {
            FlowContext.swap(before);
            CallThread.leave(outer);
        }
    }

    private OperationEntry find(String operation) {
        while (true) {
            OperationEntry entry = index.winner(operation);
            if (entry != null) {
                return entry;
            }
            VagusException absence = registrations.absence(operation);
            if (absence != null) {
                throw absence;
            }
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

    private @Nullable Object await(CallInvocation call, Outcome outcome) {
        CallFuture<@Nullable Object> future = new CallFuture<>(call, value -> value);
        future.begin();
        future.follow(outcome);
        try {
            return call.terms().isLimited()
                    ? future.get(Math.max(0, call.terms().remainingNanos()), TimeUnit.NANOSECONDS)
                    : future.get();
        } catch (ExecutionException e) {
            throw Failures.exposed(call.entry(), e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            future.expire();
            throw future.timeout();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new CallCancelledException("the thread was interrupted while it waited for "
                    + call.entry().qualifiedName());
        }
    }
}
