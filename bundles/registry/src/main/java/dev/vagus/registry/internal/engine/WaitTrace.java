package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.trace.CarefulSpan;
import dev.vagus.delivery.trace.CarefulTracer;
import dev.vagus.spi.FlowContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of one call whose operation is absent: the call from the moment on at which it waits for its module, the
 * wait as a step of it, and how that ends. Without a tracer, nothing. Thread-safe: a call may be woken before it knows that
 * it waits.
 */
final class WaitTrace {
    /** The name of the step. */
    static final String STEP = "update.window";

    private final @Nullable CarefulTracer tracer;
    private final String operation;
    private final ModuleIdentity caller;
    private final CallOptions options;
    private final FlowContext around;
    private final Supplier<@Nullable Object> arguments;
    private @Nullable CallTrace call;
    private @Nullable CarefulSpan step;
    private boolean over;

    WaitTrace(
            @Nullable CarefulTracer tracer,
            String operation,
            ModuleIdentity caller,
            CallOptions options,
            FlowContext around,
            Supplier<@Nullable Object> arguments) {
        this.tracer = tracer;
        this.operation = operation;
        this.caller = caller;
        this.options = options;
        this.around = around;
        this.arguments = arguments;
    }

    /** The call waits. */
    synchronized void begin() {
        if (tracer == null || over || call != null) {
            return;
        }
        call = CallTrace.begin(tracer, operation, CallTrace.moduleOf(operation), caller, options, around, arguments);
        step = call == null ? null : call.waiting(STEP, operation, around);
    }

    /** The operation is there, and the call goes on; returns what is recorded of it, null for nothing yet. */
    synchronized @Nullable CallTrace goOn() {
        over = true;
        endStep(null);
        return call;
    }

    /** The call ends because its operation is not there. */
    synchronized void missed(Throwable absence) {
        if (call == null && tracer != null && !over) {
            CallTrace.missed(tracer, operation, caller, options, around, absence);
        }
        end(absence);
    }

    /** Whoever waits does so no more; nothing new when it is known already how the wait ended. */
    synchronized void end(@Nullable Throwable why) {
        if (over) {
            return;
        }
        over = true;
        endStep(why);
        if (call != null) {
            call.end(why);
        }
    }

    private void endStep(@Nullable Throwable why) {
        if (step != null) {
            step.endWith(why);
        }
    }
}
