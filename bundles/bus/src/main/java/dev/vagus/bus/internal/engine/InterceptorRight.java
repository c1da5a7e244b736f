package dev.vagus.bus.internal.engine;

import dev.vagus.delivery.gate.AbsentGate;
import dev.vagus.module.VagusException;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the module of an interceptor may go around the messages of all its channels, as one gate said when it was asked
 * last. It is asked again when its rules are others. A gate that fails lets nobody. Thread-safe.
 */
final class InterceptorRight {
    private static final Logger LOG = LoggerFactory.getLogger(InterceptorRight.class);

    private final Gate gate;
    private final InterceptorEntry entry;
    private final LongSupplier nanos;
    private volatile @Nullable List<Checkpoint> checkpoints;
    private volatile @Nullable Answer known;

    /** What the gate said at an epoch of it; the refusal is empty when there is none. */
    private record Answer(long epoch, String refusal) {}

    InterceptorRight(Gate gate, InterceptorEntry entry, LongSupplier nanos) {
        this.gate = gate;
        this.entry = entry;
        this.nanos = nanos;
    }

    @SuppressWarnings("ReferenceEquality") // two gates may be equal and still be two
    boolean isOf(Gate other) {
        return gate == other;
    }

    /** Whether it may. Never throws; for each message two volatile reads and what the gate's epoch costs. */
    boolean isHeld() {
        return refusal().isEmpty();
    }

    /** Why it may not; empty when it may. Never throws. */
    String refusal() {
        try {
            long epoch = gate.epoch();
            Answer last = known;
            if (last != null && last.epoch == epoch) {
                return last.refusal;
            }
            VagusException refusal = decide();
            return told(last, new Answer(epoch, refusal == null ? "" : String.valueOf(refusal.getMessage())));
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("{} is not called, since the gate failed", entry, e);
            return "the gate failed: " + e;
        }
    }

    /**
     * Does nothing when it may.
     *
     * @throws VagusException when it may not
     */
    void require() {
        VagusException refusal = decide();
        if (refusal != null) {
            throw ControlGate.saying(entry + " was not added", refusal);
        }
    }

    private @Nullable VagusException decide() {
        List<Checkpoint> all = checkpoints;
        if (all == null) {
            all = new ArrayList<>();
            for (String each : entry.patterns()) {
                all.add(gate.checkpoint(Access.of(Access.Kind.INTERCEPT, each)));
            }
            checkpoints = all;
        }
        for (Checkpoint each : all) {
            Owner owner = entry.owner();
            VagusException refusal = each.refusal(owner.module(), owner.bundleId(), null, nanos.getAsLong());
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private String told(@Nullable Answer last, Answer now) {
        known = now;
        String before = last == null ? "" : last.refusal;
        if (!before.equals(now.refusal) && AbsentGate.reason(gate) == null) {
            if (now.refusal.isEmpty()) {
                LOG.info("{} is called from now on: the gate allows it", entry);
            } else {
                LOG.warn("{} is not called: {}", entry, now.refusal);
            }
        }
        return now.refusal;
    }
}
