package dev.vagus.bus.internal.engine;

import dev.vagus.module.ErrorRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whether the module of a subscription may hear its channel, as the gate said when it was asked last. It is asked again when
 * the gate, its rules or the module are others. Holds strings only. Thread-safe.
 */
final class Hearing {
    private final BusSubscription subscription;
    private final Clocks clocks;
    private volatile @Nullable Answer known;

    /** What a gate said at an epoch of it; the refusal is null when there is none. */
    private record Answer(
            Object mark, long epoch, Owner owner, @Nullable ErrorRecord refusal) {
        boolean holds(ChannelGate gate, long now, Owner of) {
            return mark == gate.mark() && epoch == now && owner.equals(of);
        }
    }

    Hearing(BusSubscription subscription, Clocks clocks) {
        this.subscription = subscription;
        this.clocks = clocks;
    }

    /** Why it may not hear the channel; null when it may. */
    @Nullable
    ErrorRecord refusal(ChannelGate gate) {
        Owner owner = subscription.terms().owner();
        long epoch = gate.epoch();
        Answer last = known;
        if (last == null || !last.holds(gate, epoch, owner)) {
            last = new Answer(
                    gate.mark(),
                    epoch,
                    owner,
                    gate.deafness(owner, clocks.nanos().getAsLong()));
            known = last;
        }
        return last.refusal();
    }

    /**
     * Whether it is offered messages. While a required gate is not there it is: whether it may have them is decided before
     * it gets them.
     */
    boolean isOffered(@Nullable ChannelGate gate) {
        return gate == null || gate.closed() != null || refusal(gate) == null;
    }

    /** Why it is not offered messages now, for people; empty when it is. */
    String status() {
        ChannelGate gate = subscription.channel().gate();
        String text = gate == null || gate.closed() != null
                ? ""
                : gate.whyDeaf(subscription.terms().owner());
        return text.isEmpty()
                ? ""
                : "module " + subscription.terms().owner().module() + " may not hear the channel: " + text;
    }
}
