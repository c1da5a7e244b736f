package dev.vagus.breaker.internal.component;

import dev.vagus.breaker.BreakerTransition;
import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.engine.BreakerListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs transitions: what refuses calls as a warning. */
final class TransitionLog implements BreakerListener {
    private static final Logger LOG = LoggerFactory.getLogger(TransitionLog.class);

    @Override
    public void changed(Breaker breaker, BreakerTransition transition) {
        String target = breaker.guarded().target();
        switch (transition.to()) {
            case OPEN, FORCED_OPEN -> LOG.warn("the circuit breaker of {} is open: {}", target, transition.reason());
            case HALF_OPEN -> LOG.debug("the circuit breaker of {} lets probes through", target);
            case CLOSED -> LOG.info("the circuit breaker of {} is closed: {}", target, transition.reason());
        }
    }
}
