package dev.vagus.benchmarks.registry;

import dev.vagus.benchmarks.registry.VagusStack.Around;
import java.util.EnumSet;
import java.util.function.Function;

/** Who guards the calls. */
public enum GuardedCarrier {
    /** Ours; the gate takes the token that it knows of the caller, the timer is that of the peer. */
    VAGUS(all -> new VagusStack(all, EnumSet.of(Around.TIMER, Around.GATE_OF_CALLER, Around.BREAKER))),
    /** The same with the plainest timer that there can be, in the place of Micrometer's. */
    VAGUS_PLAIN_TIMER(
            all -> new VagusStack(all, EnumSet.of(Around.PLAIN_TIMER, Around.GATE_OF_CALLER, Around.BREAKER))),
    /** Ours; the token comes with each call, which is made by {@code ApiRegistry.call}. */
    VAGUS_TOKEN_WITH_CALL(all -> new VagusStack(all, EnumSet.of(Around.TIMER, Around.GATE_OF_CALL, Around.BREAKER))),
    /** Service tracker, networknt, Nimbus, resilience4j and Micrometer. */
    ASSEMBLED(AssembledStack::new);

    private final Function<Surroundings, Stack> maker;

    GuardedCarrier(Function<Surroundings, Stack> maker) {
        this.maker = maker;
    }

    Stack open(Surroundings surroundings) {
        return maker.apply(surroundings);
    }
}
