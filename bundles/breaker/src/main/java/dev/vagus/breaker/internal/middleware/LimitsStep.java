package dev.vagus.breaker.internal.middleware;

import dev.vagus.breaker.internal.engine.Bulkhead;
import dev.vagus.breaker.internal.policy.Terms;
import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.CallRefusedException;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.MiddlewarePreview;
import dev.vagus.registry.OperationDescriptor;

/** The rate limit and the bulkhead around the calls of one operation. */
final class LimitsStep implements ApiMiddleware, Live, AutoCloseable {
    private final Population population;
    private final Limits limits;

    LimitsStep(Population population, OperationDescriptor operation) {
        this.population = population;
        this.limits = new Limits(operation.qualifiedName());
        population.join(this);
    }

    @Override
    public String target() {
        return limits.target();
    }

    @Override
    public void review(Terms terms) {
        limits.review(terms);
    }

    @Override
    public void close() {
        population.leave(this);
    }

    @Override
    public Outcome around(Invocation invocation, Next next) {
        if (!limits.areSet()) {
            return next.proceed(invocation);
        }
        Bulkhead places = limits.bulkhead();
        CallRefusedException refusal = limits.enter(places);
        if (refusal != null) {
            return Outcome.failed(refusal);
        }
        Outcome outcome = next.proceed(invocation);
        if (places == null) {
            return outcome;
        }
        if (outcome.isDone()) {
            places.release();
            return outcome;
        }
        return outcome.onDone((value, error) -> places.release());
    }

    @Override
    public MiddlewarePreview preview(OperationDescriptor operation, String caller) {
        return limits.preview(population.terms(target()).settings("rate.", "bulkhead."));
    }
}
