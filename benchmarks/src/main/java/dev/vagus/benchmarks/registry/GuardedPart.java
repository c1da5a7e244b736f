package dev.vagus.benchmarks.registry;

import dev.vagus.benchmarks.registry.AssembledStack.Part;
import dev.vagus.benchmarks.registry.VagusStack.Around;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** One part of a guarded call. */
public enum GuardedPart {
    /** The direct call alone. */
    DIRECT(DirectStack::new),
    /** The registry as it is, with the check of the parameters. */
    VAGUS_BARE(vagus(EnumSet.noneOf(Around.class))),
    /** With the breaker's bundle. */
    VAGUS_BREAKER(vagus(EnumSet.of(Around.BREAKER))),
    /** With the gate. */
    VAGUS_GATE(vagus(EnumSet.of(Around.GATE_OF_CALLER))),
    /** With the gate, and the token as an option of each call. */
    VAGUS_GATE_OF_CALL(vagus(EnumSet.of(Around.GATE_OF_CALL))),
    /** With the bundle security, and a token of its own with each call. */
    VAGUS_SECURITY(SecuredStack::new),
    /** With the timer. */
    VAGUS_TIMER(vagus(EnumSet.of(Around.TIMER))),
    /** With the plain timer. */
    VAGUS_PLAIN_TIMER(vagus(EnumSet.of(Around.PLAIN_TIMER))),
    /** A tracker alone. */
    PEER_TRACKER(peer(Part.TRACKER)),
    /** networknt alone, with the tree that it needs. */
    PEER_VALIDATION(peer(Part.VALIDATION)),
    /** That tree alone. */
    PEER_TREE(peer(Part.TREE)),
    /** The token alone. */
    PEER_TOKEN(peer(Part.TOKEN)),
    /** resilience4j alone. */
    PEER_BREAKER(peer(Part.BREAKER)),
    /** Micrometer alone. */
    PEER_TIMER(peer(Part.TIMER));

    private final Function<Surroundings, Stack> maker;

    GuardedPart(Function<Surroundings, Stack> maker) {
        this.maker = maker;
    }

    private static Function<Surroundings, Stack> vagus(Set<Around> around) {
        return all -> new VagusStack(all, around);
    }

    private static Function<Surroundings, Stack> peer(Part part) {
        return all -> AssembledStack.only(part, all);
    }

    Stack open(Surroundings surroundings) {
        return maker.apply(surroundings);
    }
}
