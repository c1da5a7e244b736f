package dev.vagus.bus.internal.engine;

import dev.vagus.bus.InterceptorSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The present interceptors. Each change composes anew what the messages of each channel go through; what is on its way
 * keeps what it began with. Thread-safe.
 */
final class Interceptors {
    private final Channels channels;
    private volatile InterceptorSet present = InterceptorSet.EMPTY;

    /** Guarded by this object. */
    private boolean closed;

    Interceptors(Channels channels) {
        this.channels = channels;
    }

    /** Puts one in the place of another; either may be null for none. */
    synchronized void replace(@Nullable InterceptorEntry before, @Nullable InterceptorEntry now) {
        if (closed) {
            return;
        }
        InterceptorSet others = before == null ? present : present.without(before);
        show(now == null ? others : others.with(now));
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

    /** All of them, outermost first. */
    List<InterceptorSnapshot> list() {
        return present.snapshots(null);
    }

    /** Those of a channel of this name. */
    List<InterceptorSnapshot> of(String channel) {
        return present.snapshots(channel);
    }
}
