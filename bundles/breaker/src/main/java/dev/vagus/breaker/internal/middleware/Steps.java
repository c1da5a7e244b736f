package dev.vagus.breaker.internal.middleware;

import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.engine.BreakerListener;
import dev.vagus.breaker.internal.engine.BreakerSettings;
import dev.vagus.breaker.internal.engine.Clocks;
import dev.vagus.breaker.internal.engine.Guarded;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.OperationDescriptor;

/** Makes what goes around the calls of one operation. */
public final class Steps {
    private final Population population;
    private final Clocks clocks;
    private final BreakerListener listener;

    /** Makes them members of this population; the listener hears of the breakers' transitions. */
    public Steps(Population population, Clocks clocks, BreakerListener listener) {
        this.population = population;
        this.clocks = clocks;
        this.listener = listener;
    }

    /** A breaker that is closed. */
    public Breaker breaker(Guarded guarded) {
        return new Breaker(guarded, BreakerSettings.DEFAULT, clocks, listener);
    }

    /** The breaker around the attempts of this operation. */
    public ApiMiddleware breaker(OperationDescriptor operation) {
        return new BreakerStep(
                population, breaker(new Guarded(operation.qualifiedName(), operation.module(), operation.bundleId())));
    }

    /** What tries calls of this operation again. */
    public ApiMiddleware retry(OperationDescriptor operation) {
        return new RetryStep(population, operation);
    }

    /** The limits around the calls of this operation. */
    public ApiMiddleware limits(OperationDescriptor operation) {
        return new LimitsStep(population, operation);
    }

    /** The names of the options that {@link #retry} serves. */
    public static String[] retryOptions() {
        return Options.RETRY.toArray(new String[0]);
    }

    /** The names of the options that {@link #breaker(OperationDescriptor)} serves. */
    public static String[] breakerOptions() {
        return Options.BREAKER.toArray(new String[0]);
    }
}
