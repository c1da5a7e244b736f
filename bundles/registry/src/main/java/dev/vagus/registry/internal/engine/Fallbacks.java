package dev.vagus.registry.internal.engine;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.Outcome;
import dev.vagus.registry.OperationFailedException;
import java.util.EnumSet;
import java.util.Set;

/** Lets another operation answer in the place of one that failed for other reasons than its caller's. */
final class Fallbacks {
    private static final Set<ErrorCategory> FOR = EnumSet.of(
            ErrorCategory.TIMEOUT,
            ErrorCategory.UNAVAILABLE,
            ErrorCategory.BUSY,
            ErrorCategory.NETWORK,
            ErrorCategory.INTERNAL);

    private final Calls calls;

    /** Who makes the other call. */
    @FunctionalInterface
    interface Calls {
        /** Calls this operation with the arguments, caller and context of a call that failed. Throws what refuses it. */
        Outcome instead(CallInvocation failed, String operation);
    }

    Fallbacks(Calls calls) {
        this.calls = calls;
    }

    /** Whether another operation may answer in the place of one that ended so. */
    static boolean answers(Throwable error) {
        return FOR.contains(ErrorCategory.of(error));
    }

    /** What the other operation answers; the first error, which then names both, when it fails too. */
    Outcome of(CallInvocation failed, String operation, Throwable error) {
        if (!answers(error) || failed.isOverdue()) {
            return Outcome.failed(error);
        }
        Outcome answer;
        try {
            answer = calls.instead(failed, operation);
        } catch (RuntimeException e) {
            answer = Outcome.failed(e);
        }
        return answer.isSuccess() ? answer : answer.recover(second -> Outcome.failed(both(operation, error, second)));
    }

    /** Whether another operation may answer in the place of one that is not there. */
    static boolean standsInFor(Throwable absence) {
        ErrorCategory category = ErrorCategory.of(absence);
        return category == ErrorCategory.NOT_FOUND || (category != ErrorCategory.TIMEOUT && FOR.contains(category));
    }

    /** The error of a call whose fallback failed too: of the first one's category. */
    static OperationFailedException both(String operation, Throwable first, Throwable second) {
        return new OperationFailedException(
                first.getMessage() + "; its fallback " + operation + " failed too: " + second.getMessage(),
                ErrorRecord.of(first));
    }
}
