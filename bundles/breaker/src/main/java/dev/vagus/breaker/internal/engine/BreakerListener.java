package dev.vagus.breaker.internal.engine;

import dev.vagus.breaker.BreakerTransition;

/**
 * Hears of a breaker's transitions, each once and in their order, never two at once; after the fact, on the thread that caused
 * this one or an earlier one, without any lock. Should be quick: it holds up the call that caused it. What it throws is logged.
 * A listener that is so slow that 32 further transitions happen meanwhile misses the oldest.
 */
@FunctionalInterface
public interface BreakerListener {
    /** Something changed; by now it may have changed again. */
    void changed(Breaker breaker, BreakerTransition transition);
}
