package dev.vagus.registry.internal.engine;

import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.MiddlewareOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a call of one operation goes through, composed once for each change of the middleware: the middleware further out
 * than {@link MiddlewareOrder#VALIDATION}, the check of the arguments, the rest of the middleware, the operation. A call
 * keeps the chain that it began with. None of its steps ever throws.
 */
final class Chain {
    private final MiddlewareSet from;
    private final ApiMiddleware.Next head;
    private final List<String> names;
    private final Set<String> options;

    private Chain(MiddlewareSet from, ApiMiddleware.Next head, List<String> names, Set<String> options) {
        this.from = from;
        this.head = head;
        this.names = names;
        this.options = options;
    }

    static Chain compose(OperationEntry entry, MiddlewareSet middleware, Terminal terminal) {
        List<MiddlewareEntry> around = new ArrayList<>();
        for (MiddlewareEntry candidate : middleware.entries()) {
            if (candidate.appliesTo(entry.qualifiedName())) {
                around.add(candidate);
            }
        }
        ApiMiddleware.Next next = terminal::proceed;
        List<String> names = new ArrayList<>();
        Set<String> options = new HashSet<>();
        boolean validated = false;
        for (int i = around.size() - 1; i >= 0; i--) {
            MiddlewareEntry step = around.get(i);
            if (!validated && step.order() < MiddlewareOrder.VALIDATION) {
                next = new Validation(next);
                validated = true;
            }
            next = new Step(step, next);
            names.add(0, step.name());
            options.addAll(step.options());
        }
        return new Chain(middleware, validated ? next : new Validation(next), List.copyOf(names), Set.copyOf(options));
    }

    boolean madeFrom(MiddlewareSet middleware) {
        return from == middleware;
    }

    List<String> names() {
        return names;
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

    /** One middleware and what is inside of it. Whatever it throws is the outcome. */
    private record Step(MiddlewareEntry entry, ApiMiddleware.Next next) implements ApiMiddleware.Next {
        @Override
        @SuppressWarnings("ConstantValue")
        public Outcome proceed(Invocation invocation) {
            try {
                Outcome outcome = entry.middleware().around(invocation, next);
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
