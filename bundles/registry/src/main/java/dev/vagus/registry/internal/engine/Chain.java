package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.trace.CarefulTracer;
import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.MiddlewareOrder;
import dev.vagus.spi.Gate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call of one operation goes through, composed once for each change of the middleware or the policies: the
 * middleware further out than {@link MiddlewareOrder#GATE}, the gate, the middleware further out than
 * {@link MiddlewareOrder#FALLBACK}, the fallback, the middleware further out than
 * {@link MiddlewareOrder#VALIDATION}, the check of the arguments, the rest of the middleware, the operation. A call keeps
 * the chain that it began with. None of its steps ever throws. Where there is a tracer each of them is wrapped.
 */
final class Chain {
    private final MiddlewareSet from;
    private final Timing timing;
    private final CallPolicy policy;
    private final ApiMiddleware.Next head;
    private final List<Step> steps;
    private final Set<String> options;
    private final @Nullable Gate gate;
    private final @Nullable GateStep gateStep;
    private final @Nullable CarefulTracer tracer;

    private Chain(
            MiddlewareSet from,
            Timing timing,
            CallPolicy policy,
            ApiMiddleware.Next head,
            List<Step> steps,
            Set<String> options,
            @Nullable GateStep gateStep) {
        this.from = from;
        this.timing = timing;
        this.policy = policy;
        this.head = head;
        this.steps = steps;
        this.options = options;
        this.gate = from.gate();
        this.tracer = from.tracer();
        this.gateStep = gateStep;
    }

    static Chain compose(OperationEntry entry, MiddlewareSet middleware, Terminal terminal) {
        CallPolicy policy = CallPolicy.of(middleware.policies(), entry.qualifiedName());
        List<MiddlewareEntry> around = new ArrayList<>();
        for (MiddlewareEntry candidate : middleware.entries()) {
            if (candidate.appliesTo(entry.qualifiedName())) {
                around.add(candidate);
            }
        }
        boolean traced = middleware.tracer() != null;
        ApiMiddleware.Next next = step(traced, "handler", entry, terminal::proceed);
        List<Step> steps = new ArrayList<>();
        Set<String> options = new HashSet<>();
        options.add(CallPolicy.FALLBACK);
        boolean validated = false;
        boolean fallsBack = false;
        Gate gate = middleware.gate();
        GateStep gateStep = null;
        if (gate != null) {
            options.add(CallOptions.TOKEN);
        }
        for (int i = around.size() - 1; i >= 0; i--) {
            MiddlewareEntry each = around.get(i);
            if (!validated && each.order() < MiddlewareOrder.VALIDATION) {
                next = step(traced, "validation", entry, new Validation(next));
                validated = true;
            }
            if (!fallsBack && each.order() < MiddlewareOrder.FALLBACK) {
                next = step(traced, "fallback", entry, new Fallback(policy.fallback(), terminal.fallbacks(), next));
                fallsBack = true;
            }
            if (gate != null && gateStep == null && each.order() < MiddlewareOrder.GATE) {
                gateStep = GateStep.of(gate, entry, next);
                next = step(traced, GateStep.NAME, entry, gateStep);
            }
            Step step = Step.of(each, entry, next);
            if (step != null) {
                next = step(traced, each.name(), entry, step);
                steps.add(0, step);
                options.addAll(each.options());
            }
        }
        next = validated ? next : step(traced, "validation", entry, new Validation(next));
        next = fallsBack
                ? next
                : step(traced, "fallback", entry, new Fallback(policy.fallback(), terminal.fallbacks(), next));
        if (gate != null && gateStep == null) {
            gateStep = GateStep.of(gate, entry, next);
            next = step(traced, GateStep.NAME, entry, gateStep);
        }
        return new Chain(
                middleware, terminal.timing(), policy, next, List.copyOf(steps), Set.copyOf(options), gateStep);
    }

    private static ApiMiddleware.Next step(boolean traced, String name, OperationEntry entry, ApiMiddleware.Next next) {
        return traced ? new TracedStep(name, entry, next) : next;
    }

    boolean madeFrom(MiddlewareSet middleware) {
        return from == middleware;
    }

    /** By what its calls tell the time. */
    Timing timing() {
        return timing;
    }

    CallPolicy policy() {
        return policy;
    }

    /** What makes credentials of tokens, and is asked; null for nothing. */
    @Nullable
    Gate gate() {
        return gate;
    }

    /** To whom its calls are told; null for nobody. */
    @Nullable
    CarefulTracer tracer() {
        return tracer;
    }

    /** Where it is asked; null when there is nothing to ask. */
    @Nullable
    GateStep gateStep() {
        return gateStep;
    }

    /** The middleware, outermost first. */
    List<Step> steps() {
        return steps;
    }

    List<String> names() {
        return steps.stream().map(step -> step.entry().name()).toList();
    }

    boolean serves(String option) {
        return options.contains(option);
    }

    Outcome proceed(CallInvocation invocation) {
        return head.proceed(invocation);
    }

    /** Checks the arguments, unless that was done on the way in. */
    private record Validation(ApiMiddleware.Next next) implements ApiMiddleware.Next {
        @Override
        public Outcome proceed(Invocation invocation) {
            if (invocation instanceof CallInvocation call && !call.isChecked()) {
                RuntimeException refusal = call.entry().arguments().refusal(call.parameters());
                if (refusal != null) {
                    return Outcome.failed(refusal);
                }
            }
            return next.proceed(invocation);
        }
    }

    /** Lets another operation answer when what is inside fails, if the policy or the caller names one. */
    private record Fallback(@Nullable String usual, Fallbacks fallbacks, ApiMiddleware.Next next)
            implements ApiMiddleware.Next {
        @Override
        public Outcome proceed(Invocation invocation) {
            Outcome outcome = next.proceed(invocation);
            if (outcome.isSuccess() || !(invocation instanceof CallInvocation call)) {
                return outcome;
            }
            Object own = call.option(CallPolicy.FALLBACK);
            String name = own instanceof String text ? text : usual;
            return name == null || name.isEmpty() ? outcome : outcome.recover(error -> fallbacks.of(call, name, error));
        }
    }

    /** One middleware and what is inside of it. Whatever it throws is the outcome. */
    record Step(MiddlewareEntry entry, ApiMiddleware middleware, ApiMiddleware.Next next)
            implements ApiMiddleware.Next {
        /** Null when the entry makes no middleware for this operation. */
        static @Nullable Step of(MiddlewareEntry from, OperationEntry operation, ApiMiddleware.Next next) {
            if (from.source() instanceof MiddlewareSource.Shared shared) {
                return new Step(from, shared.middleware(), next);
            }
            try {
                ApiMiddleware made =
                        from.factory() == null ? null : operation.own().by(from.factory());
                return made == null ? null : new Step(from, made, next);
            } catch (RuntimeException | LinkageError e) {
                RuntimeException failure = Failures.ofMiddleware(from.name(), operation.qualifiedName(), e);
                return new Step(from, (invocation, inside) -> Outcome.failed(failure), next);
            }
        }

        @Override
        @SuppressWarnings("ConstantValue")
        public Outcome proceed(Invocation invocation) {
            try {
                Outcome outcome = middleware.around(invocation, next);
                return outcome != null
                        ? outcome
                        : Outcome.failed(new IllegalStateException("it returned null instead of an outcome"));
            } catch (Throwable e) {
                return Outcome.failed(Failures.ofMiddleware(
                        entry.name(), invocation.operation().qualifiedName(), e));
            }
        }
    }
}
