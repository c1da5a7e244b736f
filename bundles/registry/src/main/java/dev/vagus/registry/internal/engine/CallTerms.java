package dev.vagus.registry.internal.engine;

import dev.vagus.spi.FlowContext;
import org.jspecify.annotations.Nullable;

/** What was settled when a call began. It is part of the call itself, since every call would have one of its own. */
abstract class CallTerms {
    private final OperationEntry entry;
    private final Chain chain;
    private final boolean waits;
    private final ModuleIdentity caller;
    private final CallOptions options;
    private final FlowContext flow;
    private final long start;

    /**
     * The terms of a new call.
     *
     * @param entry the operation
     * @param chain what the call goes through
     * @param waits whether the thread that makes the call waits for its end
     * @param caller who calls
     * @param options what the caller said
     * @param flow correlation, deadline, trace and depth: what is made inside of the call inherits it
     * @param start what the clock said when the call began
     */
    CallTerms(
            OperationEntry entry,
            Chain chain,
            boolean waits,
            ModuleIdentity caller,
            CallOptions options,
            FlowContext flow,
            long start) {
        this.entry = entry;
        this.chain = chain;
        this.waits = waits;
        this.caller = caller;
        this.options = options;
        this.flow = flow;
        this.start = start;
    }

    /** The same terms. */
    CallTerms(CallTerms other) {
        this(other.entry, other.chain, other.waits, other.caller, other.options, other.flow, other.start);
    }

    final OperationEntry entry() {
        return entry;
    }

    final Chain chain() {
        return chain;
    }

    /** Whether the thread that makes the call waits for its end. */
    final boolean waits() {
        return waits;
    }

    final Pauses pauses() {
        return chain.timing().pauses();
    }

    /** Who calls. */
    final ModuleIdentity callingModule() {
        return caller;
    }

    /** What the caller said. */
    final CallOptions callOptions() {
        return options;
    }

    /** What is made inside of the call inherits this. */
    final FlowContext flow() {
        return flow;
    }

    /** What the clock said when the call began. */
    final long start() {
        return start;
    }

    final boolean isLimited() {
        return flow.isLimited();
    }

    /** How much time is left; not positive when the deadline has passed. Only for limited ones. */
    final long remainingNanos() {
        return flow.deadline() - chain.timing().clock().getAsLong();
    }

    /** Whether the deadline has passed. */
    final boolean isOverdue() {
        return isLimited() && remainingNanos() <= 0;
    }

    @Nullable
    final String correlation() {
        return flow.correlationId();
    }
}
