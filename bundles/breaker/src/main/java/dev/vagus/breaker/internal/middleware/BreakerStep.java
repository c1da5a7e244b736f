package dev.vagus.breaker.internal.middleware;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.engine.Permit;
import dev.vagus.breaker.internal.policy.PolicyKey;
import dev.vagus.breaker.internal.policy.Terms;
import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.MiddlewarePreview;
import dev.vagus.registry.OperationDescriptor;
import java.util.Locale;

/** The breaker around the attempts of one operation of one provider. Ends with it. */
final class BreakerStep implements ApiMiddleware, Live, AutoCloseable {
    private static final String ENABLED = PolicyKey.BREAKER_ENABLED.key();

    private final Population population;
    private final Breaker breaker;

    BreakerStep(Population population, Breaker breaker) {
        this.population = population;
        this.breaker = breaker;
        population.join(this);
        population.show(breaker);
    }

    @Override
    public String target() {
        return breaker.guarded().target();
    }

    @Override
    public void review(Terms terms) {
        breaker.settings(terms.breaker());
    }

    @Override
    public void close() {
        population.leave(this);
        population.hide(breaker);
    }

    @Override
    public Outcome around(Invocation invocation, Next next) {
        if (isSwitchedOff(invocation)) {
            return next.proceed(invocation);
        }
        Permit permit = breaker.acquire();
        if (permit == null) {
            return Outcome.failed(Outcomes.refusal(breaker));
        }
        boolean timed = permit.timed();
        long start = timed ? System.nanoTime() : 0;
        Outcome outcome = next.proceed(invocation);
        if (outcome.isDone()) {
            Outcomes.end(permit, outcome.error(), timed, start);
            return outcome;
        }
        return outcome.onDone((value, error) -> Outcomes.end(permit, error, timed, start));
    }

    private boolean isSwitchedOff(Invocation invocation) {
        Object own = invocation.option(ENABLED);
        try {
            return own != null && Boolean.FALSE.equals(PolicyKey.BREAKER_ENABLED.read(own));
        } catch (IllegalArgumentException e) {
            throw Options.refusal(target(), e);
        }
    }

    @Override
    public MiddlewarePreview preview(OperationDescriptor operation, String caller) {
        BreakerSnapshot now = breaker.snapshot();
        boolean refuses = now.state() == BreakerState.FORCED_OPEN
                || (now.state() == BreakerState.OPEN && breaker.refusal().retryAfterNanos() > 0);
        String text = refuses
                ? String.valueOf(Outcomes.refusal(breaker).getMessage())
                : now.state().name().toLowerCase(Locale.ROOT).replace('_', '-') + ", " + now.consecutiveFailures()
                        + " failures in a row";
        return new MiddlewarePreview(!refuses, text, population.terms(target()).settings("breaker."));
    }
}
