package dev.vagus.breaker.internal.middleware;

import dev.vagus.breaker.internal.policy.PolicyKey;
import dev.vagus.breaker.internal.policy.Retries;
import dev.vagus.breaker.internal.policy.Terms;
import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.MiddlewarePreview;
import dev.vagus.registry.OperationDescriptor;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries calls of one operation again: whatever is inside of it is gone through anew. */
final class RetryStep implements ApiMiddleware, Live, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetryStep.class);

    private final Population population;
    private final OperationDescriptor operation;
    private final String target;
    private volatile Terms terms = Terms.DEFAULTS;

    RetryStep(Population population, OperationDescriptor operation) {
        this.population = population;
        this.operation = operation;
        target = operation.qualifiedName();
        population.join(this);
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public void review(Terms fresh) {
        terms = fresh;
    }

    @Override
    public void close() {
        population.leave(this);
    }

    @Override
    public Outcome around(Invocation invocation, Next next) {
        Retries own = Options.retries(invocation.options()) ? retries(invocation) : null;
        Outcome first = next.proceed(invocation);
        if (first.isSuccess()) {
            return first;
        }
        Retries retries = own != null ? own : Retries.of(terms, operation.idempotent(), key -> null);
        return retries.schedule().max() == 0
                ? first
                : first.recover(error -> again(invocation, next, retries, 1, error));
    }

    /** Those of this call. */
    private Retries retries(Invocation invocation) {
        try {
            return Retries.of(terms, operation.idempotent(), invocation::option);
        } catch (IllegalArgumentException e) {
            throw Options.refusal(target, e);
        }
    }

    private Outcome again(Invocation invocation, Next next, Retries retries, int attempts, Throwable error) {
        Duration pause = invocation.isCancelled() ? null : retries.pauseAfter(attempts, error, invocation.remaining());
        if (pause == null) {
            return Outcome.failed(error);
        }
        LOG.debug("{} is tried again after attempt {}: {}", target, attempts, error.toString());
        return invocation.after(pause, () -> next.proceed(invocation)
                .recover(latest -> again(invocation, next, retries, attempts + 1, latest)));
    }

    @Override
    public MiddlewarePreview preview(OperationDescriptor described, String caller) {
        int max = Retries.of(terms, operation.idempotent(), key -> null)
                .schedule()
                .max();
        boolean configured = !terms.value(PolicyKey.RETRY_MAX).equals(0L);
        String text = max > 0
                ? "up to " + max + " retries"
                : configured ? "no retries: the operation is not idempotent" : "no retries";
        return new MiddlewarePreview(true, text, terms.settings("retry."));
    }
}
