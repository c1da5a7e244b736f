package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.trace.CarefulSpan;
import dev.vagus.delivery.trace.CarefulTracer;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.FlowTracer.Kind;
import dev.vagus.spi.FlowTracer.Work;
import dev.vagus.spi.Traceparent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is recorded of one call that is traced. It holds no class of a module but steps of its chain. Thread-safe. */
final class CallTrace {
    private final CarefulTracer tracer;
    private final CarefulSpan span;
    private final long id;

    /** How often each step was entered. */
    private final Map<ApiMiddleware.Next, Integer> attempts = new ConcurrentHashMap<>();

    private CallTrace(CarefulTracer tracer, CarefulSpan span, long id) {
        this.tracer = tracer;
        this.span = span;
        this.id = id;
    }

    /** Begins to record a call; null when it is not recorded. */
    static @Nullable CallTrace begin(
            CarefulTracer tracer,
            String operation,
            String module,
            ModuleIdentity caller,
            CallOptions options,
            FlowContext around,
            Supplier<@Nullable Object> arguments) {
        long id = TimeOrderedId.nextValue(System.currentTimeMillis());
        String correlation = options.correlationId() != null ? options.correlationId() : around.correlationId();
        Work work = new Work(
                Kind.CALL,
                new TimeOrderedId(id).toString(),
                operation,
                "",
                caller.module(),
                module,
                1,
                correlation,
                parent(options, around),
                false);
        CarefulSpan span = tracer.begin(work, arguments);
        return span == null ? null : new CallTrace(tracer, span, id);
    }

    /** The trace context of a call: what its caller says, if that is valid, or else what is around it. */
    static @Nullable String parent(CallOptions options, FlowContext around) {
        String said = options.metadata().isEmpty()
                ? null
                : Traceparent.validOrNull(options.metadata().get(FlowContext.TRACEPARENT));
        return said != null ? said : around.traceparent();
    }

    /** A call of an operation that is not there. */
    static void missed(
            CarefulTracer tracer,
            String operation,
            ModuleIdentity caller,
            CallOptions options,
            FlowContext around,
            Throwable absence) {
        int dot = operation.indexOf('.');
        String module = dot < 0 ? "" : operation.substring(0, dot);
        CallTrace trace = begin(tracer, operation, module, caller, options, around, CarefulTracer.NO_PAYLOAD);
        if (trace != null) {
            trace.end(absence);
        }
    }

    /** The id of the call. */
    long id() {
        return id;
    }

    /** The trace context of what is inside of it. */
    String traceparent() {
        return span.traceparent();
    }

    /** What is inside of the call inherits this. */
    FlowContext inside(FlowContext flow) {
        return within(flow, span);
    }

    static FlowContext within(FlowContext flow, CarefulSpan around) {
        return flow.with(flow.correlationId(), flow.deadline(), around.traceparent(), flow.depth());
    }

    /** Begins to record a step; null when it is not recorded. */
    @Nullable
    CarefulSpan step(ApiMiddleware.Next step, String name, OperationEntry entry, FlowContext around) {
        int attempt = attempts.merge(step, 1, Integer::sum);
        String parent = around.traceparent();
        Work work = new Work(
                Kind.STEP,
                new TimeOrderedId(id).toString(),
                entry.qualifiedName(),
                name,
                entry.descriptor().module(),
                "",
                attempt,
                around.correlationId(),
                parent != null ? parent : span.traceparent(),
                false);
        return tracer.begin(work, CarefulTracer.NO_PAYLOAD);
    }

    /** The call is over; null when it succeeded. */
    void end(@Nullable Throwable error) {
        span.endWith(error);
    }
}
