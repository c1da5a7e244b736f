package dev.vagus.registry.internal.engine;

import dev.vagus.spi.FlowContext;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was settled when a call began.
 *
 * @param entry the operation
 * @param chain what the call goes through
 * @param waits whether the thread that makes the call waits for its end
 * @param pauses what lets it go on later
 * @param caller who calls
 * @param options what the caller said
 * @param flow correlation, deadline, trace and depth: what is made inside of the call inherits it
 * @param clock the monotonic clock
 */
record CallTerms(
        OperationEntry entry,
        Chain chain,
        boolean waits,
        Pauses pauses,
        ModuleIdentity caller,
        CallOptions options,
        FlowContext flow,
        LongSupplier clock) {
    @Nullable
    String correlationId() {
        return flow.correlationId();
    }

    boolean isLimited() {
        return flow.isLimited();
    }

    /** How much time is left; not positive when the deadline has passed. Only for limited ones. */
    long remainingNanos() {
        return flow.deadline() - clock.getAsLong();
    }
}
