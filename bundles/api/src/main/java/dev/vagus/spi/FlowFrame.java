package dev.vagus.spi;

import org.jspecify.annotations.Nullable;

/**
 * A piece of work that a thread is inside of and that has a {@link FlowContext}: what the thread does next inherits that,
 * until it leaves. The registry has one for each call that runs on a thread. Frames are entered and left in pairs, on the
 * same thread. Not thread-safe.
 *
 * <p>A frame and its context take one store into what the thread keeps instead of two: that is old and a frame is young,
 * and there the collector makes each such store as dear as an atomic one.
 */
public abstract class FlowFrame {
    private final @Nullable Object outer;
    private FlowContext flow;

    /**
     * A frame inside of whatever its thread is doing.
     *
     * @param flow what is inherited in it
     * @param place of this thread, by {@link FlowContext#place}
     */
    protected FlowFrame(FlowContext flow, @Nullable Object[] place) {
        this.flow = flow;
        this.outer = place[FlowContext.HERE];
    }

    /** Begins it. */
    public final void enter(@Nullable Object[] place) {
        place[FlowContext.HERE] = this;
    }

    /** Ends it: the thread goes on with what is around it. */
    public final void leave(@Nullable Object[] place) {
        place[FlowContext.HERE] = outer;
    }

    /** The frame around this one; null for none. */
    public final @Nullable FlowFrame outer() {
        return outer instanceof FlowFrame frame ? frame : null;
    }

    /** The innermost frame of the thread whose place this is; null for none. */
    public static @Nullable FlowFrame innermost(@Nullable Object[] place) {
        return place[FlowContext.HERE] instanceof FlowFrame frame ? frame : null;
    }

    final FlowContext flow() {
        return flow;
    }

    final void flow(FlowContext changed) {
        flow = changed;
    }
}
