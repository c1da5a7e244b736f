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
import java.util.Set;
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

    /** The trace contexts of its steps. */
    private final Set<String> steps = ConcurrentHashMap.newKeySet();

    /** What each step was inside of when it was entered first. */
    private final Map<ApiMiddleware.Next, String> places = new ConcurrentHashMap<>();

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
        CallTrace trace =
                begin(tracer, operation, moduleOf(operation), caller, options, around, CarefulTracer.NO_PAYLOAD);
        if (trace != null) {
            trace.end(absence);
        }
    }

    /** The module that an operation is of by its name. */
    static String moduleOf(String operation) {
        int dot = operation.indexOf('.');
        return dot < 0 ? "" : operation.substring(0, dot);
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
        String parent = placeOf(step, around.traceparent());
        CarefulSpan begun =
                step(name, entry.qualifiedName(), entry.descriptor().module(), attempt, around.correlationId(), parent);
        if (begun != null) {
            steps.add(begun.traceparent());
        }
        return begun;
    }

    /** Begins to record that the call waits, before its chain begins. */
    @Nullable
    CarefulSpan waiting(String name, String operation, FlowContext around) {
        return step(name, operation, moduleOf(operation), 1, around.correlationId(), span.traceparent());
    }

    private @Nullable CarefulSpan step(
            String name, String operation, String module, int attempt, @Nullable String correlation, String parent) {
        Work work = new Work(
                Kind.STEP,
                new TimeOrderedId(id).toString(),
                operation,
                name,
                module,
                "",
                attempt,
                correlation,
                parent,
                false);
        return tracer.begin(work, CarefulTracer.NO_PAYLOAD);
    }

    /**
     * What a step is inside of: the step that this thread is in; or else, when somebody goes on with the call on another
     * thread, what it was inside of the first time.
     */
    private String placeOf(ApiMiddleware.Next step, @Nullable String around) {
        String first = places.get(step);
        String place = around != null && (first == null || steps.contains(around))
                ? around
                : first != null ? first : span.traceparent();
        places.putIfAbsent(step, place);
        return place;
    }

    /** The context, if it is that of one of the steps; null when this thread is in none of them. */
    @Nullable
    FlowContext own(FlowContext current) {
        String place = current.traceparent();
        return place != null && steps.contains(place) ? current : null;
    }

    /** The call is over; null when it succeeded. */
    void end(@Nullable Throwable error) {
        span.endWith(error);
    }
}
