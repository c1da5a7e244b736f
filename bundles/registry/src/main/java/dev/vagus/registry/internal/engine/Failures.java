package dev.vagus.registry.internal.engine;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.VagusException;
import dev.vagus.registry.CallCancelledException;
import dev.vagus.registry.CallDepthException;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.registry.OperationFailedException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what modules throw into errors that hold none of their classes. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String API_PREFIX = "dev.vagus.";

    private Failures() {}

    /** The error of a call whose operation threw this. */
    static VagusException ofOperation(OperationEntry entry, Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (entry.provider().isAbandoned()) {
            return abandoned(entry);
        }
        if (thrown instanceof CallDepthException && isOfApi(thrown)) {
            // Of a recursion the callers all the way out want to know that, and not what each level said about it.
            return (VagusException) thrown;
        }
        ErrorRecord error = recordOf(thrown);
        return new OperationFailedException(entry.qualifiedName() + " failed: " + text(error), error);
    }

    /** The error of a call around which a middleware threw this. An error of the API passes as it is. */
    static VagusException ofMiddleware(String middleware, String operation, Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (isOfApi(thrown)) {
            return (VagusException) thrown;
        }
        ErrorRecord error = recordOf(thrown);
        return new OperationFailedException(
                "the call of " + operation + " failed in the middleware " + middleware + ": " + text(error), error);
    }

    /** What the caller of a call gets that ended with this. */
    static VagusException exposed(OperationEntry entry, Throwable error) {
        if (entry.provider().isAbandoned() && ErrorCategory.of(error) != ErrorCategory.UNAVAILABLE) {
            return abandoned(entry);
        }
        if (isOfApi(error)) {
            return (VagusException) error;
        }
        ErrorRecord failure = recordOf(error);
        return new OperationFailedException(
                "the call of " + entry.qualifiedName() + " failed in its middleware: " + text(failure), failure);
    }

    /** The error of a call that was still under way when its module had left and the time to drain was over. */
    static ModuleUnavailableException abandoned(OperationEntry entry) {
        return new ModuleUnavailableException("module " + entry.descriptor().module() + " left while "
                + entry.qualifiedName() + " was running, and the call did not end in time; whether its work was done is"
                + " unknown");
    }

    /** The error of a call whose handler was interrupted, at its deadline or by a cancellation, and then threw this. */
    static VagusException interrupted(CallInvocation call, Throwable thrown) {
        OperationEntry entry = call.entry();
        if (entry.provider().isAbandoned()) {
            return abandoned(entry);
        }
        String end = "; whether its work was done is unknown. It ended with " + text(recordOf(thrown));
        return call.isOverdue()
                ? new CallTimeoutException(entry.qualifiedName() + " was interrupted at its deadline" + end)
                : new CallCancelledException(
                        entry.qualifiedName() + " was interrupted because its call was cancelled" + end);
    }

    /** The error of a call that nobody waits for any more. */
    static CallCancelledException givenUp(CallInvocation call) {
        return new CallCancelledException("the call of " + call.entry().qualifiedName() + " was cancelled");
    }

    /** The error without what stages wrap it in. */
    static Throwable unwrapped(Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : null;
        return cause == null ? error : cause;
    }

    /** Cancels a module's stage, which may not support it. */
    static void cancelQuietly(CompletionStage<?> stage, String operation) {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("the stage of {} cannot be cancelled: {}", operation, e.toString());
        }
    }

    private static ErrorRecord recordOf(Throwable thrown) {
        ErrorRecord own = ErrorRecord.of(thrown);
        if (!(thrown instanceof OperationFailedException nested)) {
            return own;
        }
        return new ErrorRecord(own.category(), own.type(), own.message(), own.stack(), pruned(nested.error(), 1));
    }

    private static @Nullable ErrorRecord pruned(@Nullable ErrorRecord error, int depth) {
        if (error == null || depth > ErrorRecord.MAX_CAUSES) {
            return null;
        }
        return new ErrorRecord(
                error.category(), error.type(), error.message(), error.stack(), pruned(error.cause(), depth + 1));
    }

    private static String text(ErrorRecord error) {
        return error.type().startsWith(API_PREFIX + "registry.") ? error.message() : error.summary();
    }

    /** Whether every class in it comes from the API bundle or the JDK, so that it may go to any caller as it is. */
    private static boolean isOfApi(Throwable error) {
        if (!(error instanceof VagusException)) {
            return false;
        }
        Class<?> type = error.getClass();
        return type.getClassLoader() == VagusException.class.getClassLoader()
                && type.getName().startsWith(API_PREFIX)
                && !type.getName().contains(".internal.")
                && error.getCause() == null
                && error.getSuppressed().length == 0;
    }
}
