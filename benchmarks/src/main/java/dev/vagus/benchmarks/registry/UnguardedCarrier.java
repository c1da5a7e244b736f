package dev.vagus.benchmarks.registry;

import dev.vagus.benchmarks.registry.AssembledStack.Part;
import dev.vagus.benchmarks.registry.VagusStack.Around;
import java.util.EnumSet;
import java.util.function.Function;

/** Who looks the operation up. */
public enum UnguardedCarrier {
    /** Ours. */
    VAGUS(all -> new VagusStack(all, EnumSet.noneOf(Around.class))),
    /** Ours, with the bundle metrics around it. */
    VAGUS_METERED(all -> new VagusStack(all, EnumSet.of(Around.METRICS))),
    /** Nobody: it is called directly, through its interface. */
    DIRECT(DirectStack::new),
    /** A tracker of the one service of that name, which its caller holds. */
    TRACKER(all -> AssembledStack.only(Part.TRACKER, all));

    private final Function<Surroundings, Stack> maker;

    UnguardedCarrier(Function<Surroundings, Stack> maker) {
        this.maker = maker;
    }

    Stack open(Surroundings surroundings) {
        return maker.apply(surroundings);
    }
}
