package dev.vagus.benchmarks.breaker;

import java.util.function.Function;

/** Whose breaker it is. */
public enum BreakerCarrier {
    /** Ours. */
    VAGUS(VagusDoor::new),
    /** resilience4j with its default, a lock around the window. */
    RESILIENCE4J(rule -> new Resilience4jDoor(rule, false)),
    /** resilience4j with a window that is exchanged without a lock. */
    RESILIENCE4J_LOCK_FREE(rule -> new Resilience4jDoor(rule, true)),
    /** Failsafe. */
    FAILSAFE(FailsafeDoor::new);

    private final Function<Rule, Door> maker;

    BreakerCarrier(Function<Rule, Door> maker) {
        this.maker = maker;
    }

    Door open(Rule rule) {
        return maker.apply(rule);
    }
}
