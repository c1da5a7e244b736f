package dev.vagus.registry.internal.engine;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was settled when a call began.
 *
 * @param entry the operation
 * @param ticket with which the call leaves the provider's gate
 * @param caller who calls
 * @param options what the caller said
 * @param correlationId the caller's, or that of the call around this one
 * @param deadline in the clock's nanoseconds; {@link #UNLIMITED} for none
 * @param depth how many calls are around this one on its thread, and itself
 * @param clock the monotonic clock
 */
record CallTerms(
        OperationEntry entry,
        int ticket,
        ModuleIdentity caller,
        CallOptions options,
        @Nullable String correlationId,
        long deadline,
        int depth,
        LongSupplier clock) {
    /** No deadline. A deadline that happens to have this value is moved by a nanosecond. */
    static final long UNLIMITED = Long.MIN_VALUE;

    boolean isLimited() {
        return deadline != UNLIMITED;
    }

    /** How much time is left; not positive when the deadline has passed. Only for limited ones. */
    long remainingNanos() {
        return deadline - clock.getAsLong();
    }
}
