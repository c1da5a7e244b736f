package dev.vagus.breaker.internal.middleware;

import dev.vagus.breaker.internal.engine.Guarded;
import dev.vagus.breaker.internal.engine.RetryTally;
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
    private final RetryTally tally;
    private volatile Terms terms = Terms.DEFAULTS;

    RetryStep(Population population, OperationDescriptor operation) {
        this.population = population;
        this.operation = operation;
        target = operation.qualifiedName();
        tally = new RetryTally(new Guarded(target, operation.module(), operation.bundleId()));
        population.join(this);
        population.show(tally);
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
        population.hide(tally);
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
        return invocation.after(pause, () -> counted(next.proceed(invocation))
                .recover(latest -> again(invocation, next, retries, attempts + 1, latest)));
    }

    private Outcome counted(Outcome attempt) {
        if (attempt.isDone()) {
            tally.ended(attempt.error());
            return attempt;
        }
        return attempt.onDone((value, error) -> tally.ended(error));
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
