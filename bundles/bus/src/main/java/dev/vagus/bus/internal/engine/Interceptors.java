package dev.vagus.bus.internal.engine;

import dev.vagus.bus.InterceptorSnapshot;
import dev.vagus.delivery.gate.Gates;
import dev.vagus.module.FailedRegistration;
import dev.vagus.spi.Gate;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The present interceptors. Each change composes anew what the messages of each channel go through; what is on its way
 * keeps what it began with. While there is a gate, one whose module may not go around its channels is kept and not called.
 * Thread-safe; the gate is asked without the lock.
 */
final class Interceptors {
    private final Channels channels;
    private final LongSupplier nanos;
    private volatile InterceptorSet present = InterceptorSet.EMPTY;
    private volatile @Nullable Gates gates;

    /** Guarded by this object. */
    private boolean closed;

    Interceptors(Channels channels, LongSupplier nanos) {
        this.channels = channels;
        this.nanos = nanos;
    }

    /** Takes up the gate as it is now. */
    synchronized void behind(Gates by) {
        gates = by;
        present.entries().forEach(each -> each.behind(by.effective(), nanos));
        show(present);
    }

    private @Nullable Gate inForce() {
        Gates known = gates;
        return known == null ? null : known.effective();
    }

    /**
     * Adds one.
     *
     * @throws dev.vagus.module.VagusException when its module may not go around the messages of one of its channels
     */
    void add(InterceptorEntry entry) {
        entry.behind(inForce(), nanos);
        InterceptorRight right = entry.right();
        if (right != null) {
            right.require();
        }
        replace(null, entry);
    }

    /** Puts one in the place of another; either may be null for none. One that may not be called is told in the log. */
    void replace(@Nullable InterceptorEntry before, @Nullable InterceptorEntry now) {
        exchange(before, now);
        if (now != null) {
            now.obstacle();
        }
    }

    private synchronized void exchange(@Nullable InterceptorEntry before, @Nullable InterceptorEntry now) {
        if (closed) {
            return;
        }
        InterceptorSet others = before == null ? present : present.without(before);
        if (now != null) {
            now.behind(inForce(), nanos);
        }
        show(now == null ? others : others.with(now));
        if (before != null) {
            // Who added it may hold it for ever, and the gate is not theirs.
            before.behind(null, nanos);
        }
    }

    /** Takes all out, and nothing in any more. */
    synchronized void close() {
        closed = true;
        show(InterceptorSet.EMPTY);
    }

    private void show(InterceptorSet fresh) {
        present = fresh;
        channels.intercepted(fresh);
    }

    /** All that are called, outermost first. */
    List<InterceptorSnapshot> list() {
        return present.snapshots(null);
    }

    /** Those of a channel of this name. */
    List<InterceptorSnapshot> of(String channel) {
        return present.snapshots(channel);
    }

    /** Those that are not called, since the gate does not allow it. */
    List<FailedRegistration> refused() {
        return present.entries().stream()
                .filter(each -> !each.obstacle().isEmpty())
                .map(InterceptorEntry::failed)
                .toList();
    }
}
