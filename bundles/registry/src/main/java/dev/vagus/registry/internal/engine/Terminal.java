package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.Outcome;
import dev.vagus.registry.Invocation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of every chain: runs the operation and turns what comes out of it into an outcome that holds no class of its
 * module, while the call is still inside the provider's gate.
 */
final class Terminal {
    private final Structures structures;
    private final Fallbacks fallbacks;
    private final InterruptibleHandler interruptible;
    private final Isolation isolation;
    private final Timing timing;
    private volatile boolean validateResults;

    Terminal(Structures structures, Fallbacks fallbacks, AsyncThreads threads, LongSupplier clock) {
        this.structures = structures;
        this.fallbacks = fallbacks;
        this.interruptible = new InterruptibleHandler(threads);
        this.isolation = new Isolation(threads);
        this.timing = new Timing(clock, new Pauses(threads));
    }

    /** What answers in the place of operations that fail. */
    Fallbacks fallbacks() {
        return fallbacks;
    }

    /** By what calls tell the time. */
    Timing timing() {
        return timing;
    }

    void configure(Settings settings) {
        validateResults = settings.validateResults();
    }

    Outcome proceed(Invocation invocation) {
        if (!(invocation instanceof CallInvocation call)) {
            return Outcome.failed(new IllegalArgumentException(
                    "middleware must pass on the invocation that it was given, or one from its withParameters"));
        }
        if (call.entry().provider().isAbandoned()) {
            return Outcome.failed(Failures.abandoned(call.entry()));
        }
        return call.chain().policy().isolated() ? isolation.begin(call, this::handle) : handle(call);
    }

    private Outcome handle(CallInvocation call) {
        OperationEntry entry = call.entry();
        try {
            Object result = entry.isInterruptible() ? interruptible.handle(call) : entry.answer(call);
            if (result == null || isSimple(result.getClass())) {
                return Outcome.of(validated(entry, result));
            }
            if (result instanceof CompletionStage<?> stage) {
                return later(entry, call, stage);
            }
            return Outcome.of(plain(entry, result));
        } catch (ArgumentsRefused e) {
            return Outcome.failed(ArgumentCheck.refusal(entry.qualifiedName(), e.violations()));
        } catch (InterruptedHandler e) {
            return Outcome.failed(e.end());
        } catch (Throwable e) {
            return Outcome.failed(Failures.ofOperation(entry, e));
        }
    }

    private Outcome later(OperationEntry entry, CallInvocation call, CompletionStage<?> stage) {
        CompletableFuture<@Nullable Object> end = new CompletableFuture<>();
        stage.whenComplete((value, error) -> end(entry, end, value, error));
        if (!end.isDone()) {
            call.suspend(new Suspended(end, stage));
        }
        return Outcome.of(end);
    }

    private void end(
            OperationEntry entry,
            CompletableFuture<@Nullable Object> end,
            @Nullable Object value,
            @Nullable Throwable error) {
        if (end.isDone()) {
            return;
        }
        try {
            if (error == null) {
                end.complete(plain(entry, value));
                return;
            }
            end.completeExceptionally(Failures.ofOperation(entry, Failures.unwrapped(error)));
        } catch (Throwable e) {
            end.completeExceptionally(Failures.ofOperation(entry, e));
        }
    }

    private @Nullable Object plain(OperationEntry entry, @Nullable Object result) {
        return validated(entry, result == null ? null : structures.freeze(result));
    }

    private @Nullable Object validated(OperationEntry entry, @Nullable Object plain) {
        if (validateResults) {
            ResultCheck.require(entry, plain);
        }
        return plain;
    }

    /** Whether things of this class are plain as they are; asking them whether they are a stage would cost more. */
    private static boolean isSimple(Class<?> type) {
        return type == String.class || type == Integer.class || type == Long.class || type == Boolean.class;
    }
}
