package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.Outcome;
import dev.vagus.registry.Invocation;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The end of every chain: runs the operation and turns what comes out of it into an outcome that holds no class of its
 * module, while the call is still inside the provider's gate.
 */
final class Terminal {
    private final Structures structures;
    private final Fallbacks fallbacks;
    private final InterruptibleHandler interruptible;
    private volatile boolean validateResults;

    Terminal(Structures structures, Fallbacks fallbacks, AsyncThreads threads) {
        this.structures = structures;
        this.fallbacks = fallbacks;
        this.interruptible = new InterruptibleHandler(threads);
    }

    /** What answers in the place of operations that fail. */
    Fallbacks fallbacks() {
        return fallbacks;
    }

    void configure(Settings settings) {
        validateResults = settings.validateResults();
    }

    Outcome proceed(Invocation invocation) {
        if (!(invocation instanceof CallInvocation call)) {
            return Outcome.failed(new IllegalArgumentException(
                    "middleware must pass on the invocation that it was given, or one from its withParameters"));
        }
        OperationEntry entry = call.entry();
        if (entry.provider().isAbandoned()) {
            return Outcome.failed(Failures.abandoned(entry));
        }
        try {
            Object result = entry.isInterruptible()
                    ? interruptible.handle(call)
                    : entry.handler().handle(call);
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
        Outcome outcome = Outcome.of(stage);
        if (!outcome.isDone()) {
            call.waitsFor(stage);
        }
        return outcome.map(value -> plain(entry, value))
                .recover(error -> Outcome.failed(Failures.ofOperation(entry, error)));
    }

    private @Nullable Object plain(OperationEntry entry, @Nullable Object result) {
        Object plain = result;
        if (result != null && result.getClass() != String.class && result.getClass() != Integer.class) {
            plain = structures.freeze(result);
        }
        if (validateResults) {
            ResultCheck.require(entry, plain);
        }
        return plain;
    }
}
