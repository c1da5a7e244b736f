package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.delivery.trace.CarefulTracer;
import dev.vagus.delivery.trace.TracerSlot;
import dev.vagus.registry.ApiValidationException.Violation;
import dev.vagus.registry.CallDepthException;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.spi.Credential;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.Gate;
import dev.vagus.spi.Traceparent;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Settles a call's terms (deadline, depth, correlation) and turns its arguments into plain structure. */
final class CallOpening {
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Structures structures;
    private final LongSupplier clock;
    private final Function<OperationEntry, Chain> chains;
    private final Function<String, CallPolicy> policies;
    private final TracerSlot tracers;
    private volatile Settings settings;

    CallOpening(
            Structures structures,
            LongSupplier clock,
            Function<OperationEntry, Chain> chains,
            Function<String, CallPolicy> policies,
            TracerSlot tracers,
            Settings settings) {
        this.structures = structures;
        this.clock = clock;
        this.chains = chains;
        this.policies = policies;
        this.tracers = tracers;
        this.settings = settings;
    }

    /** What calls of this operation go through now. */
    Chain chain(OperationEntry entry) {
        return chains.apply(entry);
    }

    void configure(Settings changed) {
        settings = changed;
    }

    /**
     * The call, ready for its chain. The arguments are looked at here, since that is cheap when they fit; a refusal waits
     * for its place in the chain.
     *
     * @param waits whether the thread that makes the call waits for its end
     * @param around what the caller is doing: a call, a message or nothing
     * @param begun what is recorded of it already, since it has waited; null for nothing
     */
    CallInvocation open(
            OperationEntry entry,
            boolean waits,
            ModuleIdentity caller,
            Map<String, ?> arguments,
            CallOptions options,
            FlowContext around,
            @Nullable CallTrace begun) {
        Chain chain = chains.apply(entry);
        CarefulTracer tracer = chain.tracer();
        if (tracer != null) {
            String operation = entry.qualifiedName();
            String module = entry.descriptor().module();
            CallTrace trace = begun != null
                    ? begun
                    : CallTrace.begin(
                            tracer, operation, module, caller, options, around, () -> structures.freeze(arguments));
            if (trace != null) {
                return traced(trace, entry, chain, waits, caller, arguments, options, around);
            }
        } else if (begun != null) {
            // Tracing has ended while it waited.
            begun.end(null);
        }
        return open(entry, chain, waits, caller, arguments, options, around);
    }

    /** The same, recorded from here on. What the caller said of the trace context was its parent, and is past. */
    private CallInvocation traced(
            CallTrace trace,
            OperationEntry entry,
            Chain chain,
            boolean waits,
            ModuleIdentity caller,
            Map<String, ?> arguments,
            CallOptions options,
            FlowContext around) {
        try {
            CallOptions inside = options.withTrace(trace);
            CallInvocation call = open(entry, chain, waits, caller, arguments, inside, trace.inside(around));
            call.tracedBy(trace);
            return call;
        } catch (RuntimeException | Error e) {
            trace.end(e);
            throw e;
        }
    }

    private CallInvocation open(
            OperationEntry entry,
            Chain chain,
            boolean waits,
            ModuleIdentity caller,
            Map<String, ?> arguments,
            CallOptions options,
            FlowContext around) {
        int depth = around.depth() + 1;
        int maxDepth = settings.maxDepth();
        if (depth > maxDepth) {
            throw new CallDepthException("the call of " + entry.qualifiedName() + " is nested deeper than " + maxDepth
                    + " calls; operations seem to call each other without end (call.depth.max)");
        }
        long now = clock.getAsLong();
        long deadline = deadline(options.timeout(), chain.policy(), around, now);
        Gate gate = chain.gate();
        Credential credential =
                gate == null ? around.credential() : credential(gate, options, caller, around.credential(), now);
        FlowContext flow = around.called(caller.module(), deadline, credential);
        if (!options.isSilent()) {
            flow = told(options, flow);
        }
        if (around.isLimited() && flow.deadline() - now <= 0) {
            throw new CallTimeoutException("the deadline passed before " + entry.qualifiedName() + " was called");
        }
        ArgumentCheck check = entry.arguments();
        if (Immutable.is(arguments)) {
            @Nullable Object @Nullable [] values = entry.isPositional() ? new Object[check.parameters()] : null;
            if (check.fitsAsItIs(arguments, values)) {
                Arguments taken = new Arguments(asPlain(arguments), values, true);
                return new CallInvocation(entry, chain, waits, caller, options, flow, now, taken);
            }
        }
        Map<String, Object> plain = taken(entry.qualifiedName(), arguments);
        Arguments taken = new Arguments(plain, null, check.fits(plain));
        return new CallInvocation(entry, chain, waits, caller, options, flow, now, taken);
    }

    /** On whose behalf the call is made: what comes of its token, if it brings one, or else what is around it. */
    private static @Nullable Credential credential(
            Gate gate, CallOptions options, ModuleIdentity caller, @Nullable Credential around, long now) {
        String token = options.token();
        return token == null ? around : gate.authenticate(token, caller.module(), caller.bundleId(), now);
    }

    /** The context with what the caller says beside the arguments. */
    private static FlowContext told(CallOptions options, FlowContext flow) {
        String correlationId = options.correlationId();
        String trace = Traceparent.validOrNull(options.metadata().get(FlowContext.TRACEPARENT));
        return flow.with(
                correlationId != null ? correlationId : flow.correlationId(),
                flow.deadline(),
                trace != null ? trace : flow.traceparent(),
                flow.depth(),
                flow.origin(),
                metadata(options.metadata(), flow.metadata()));
    }

    /** What the caller is doing, with the deadline that a call made now has: so that it can wait before it is opened. */
    FlowContext limited(FlowContext around, String operation, CallOptions options) {
        long deadline = deadline(options.timeout(), policies.apply(operation), around, clock.getAsLong());
        return around.with(around.correlationId(), deadline, around.traceparent(), around.depth());
    }

    /** What is recorded of a call whose operation is not there. */
    WaitTrace absent(
            String operation,
            ModuleIdentity caller,
            Map<String, ?> arguments,
            CallOptions options,
            FlowContext around) {
        return new WaitTrace(tracers.now(), operation, caller, options, around, () -> structures.freeze(arguments));
    }

    /** Which operation answers when this one is not there; null for none. */
    @Nullable
    String fallback(String operation, CallOptions options) {
        Object own = options.options().get(CallOptions.FALLBACK);
        String name =
                own instanceof String text ? text : policies.apply(operation).fallback();
        return name == null || name.isEmpty() ? null : name;
    }

    /** The arguments, safe from what the caller does to them later. */
    Map<String, ?> kept(String operation, Map<String, ?> arguments) {
        return taken(operation, arguments);
    }

    /** What travels on: without the trace context, which travels by itself. */
    private static Map<String, String> metadata(Map<String, String> own, Map<String, String> around) {
        if (own.isEmpty()) {
            return around;
        }
        Map<String, String> all = new HashMap<>(around);
        all.putAll(own);
        all.remove(FlowContext.TRACEPARENT);
        return all;
    }

    private long deadline(@Nullable Duration timeout, CallPolicy policy, FlowContext around, long now) {
        Long byPolicy = policy.timeoutMillis();
        long usual = byPolicy != null ? byPolicy : settings.callTimeoutMillis();
        long nanos = timeout == null ? usual * NANOS_PER_MILLI : nanosOf(timeout);
        return nanos == 0
                ? around.deadline()
                : FlowContext.earlier(around.deadline(), FlowContext.deadlineAt(now + nanos));
    }

    private static long nanosOf(Duration timeout) {
        return timeout.toSeconds() >= LONGEST_NANOS / NANOS_PER_SECOND ? LONGEST_NANOS : timeout.toNanos();
    }

    /** The arguments as plain structure: themselves, if they are that already. */
    private Map<String, Object> taken(String operation, Map<String, ?> arguments) {
        return Immutable.is(arguments) && Immutable.holdsValues(arguments)
                ? asPlain(arguments)
                : plain(operation, arguments);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asPlain(Map<String, ?> arguments) {
        return (Map<String, Object>) arguments;
    }

    /** The arguments as plain structure; those that are null are as if they had not been given. */
    private Map<String, Object> plain(String operation, Map<String, ?> arguments) {
        if (arguments.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        try {
            if (structures.freeze(arguments) instanceof Map<?, ?> frozen) {
                frozen.forEach((name, value) -> {
                    if (value != null) {
                        plain.put((String) name, value);
                    }
                });
            }
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            throw ArgumentCheck.refusal(operation, List.of(new Violation("", reason)));
        }
        return Collections.unmodifiableMap(plain);
    }
}
