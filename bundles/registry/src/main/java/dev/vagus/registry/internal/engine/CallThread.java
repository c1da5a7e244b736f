package dev.vagus.registry.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * The calls that this thread is inside of, innermost first, so that a drain does not wait for its own thread, a
 * cancellation reaches nested calls, and an interrupt reaches none but its own. One frame for each call that runs here; the
 * outermost one leaves nothing of ours behind on the thread but an empty array, which costs less than setting a thread-local
 * twice for each call. What nested calls inherit is in {@link dev.vagus.spi.FlowContext}.
 */
final class CallThread {
    private static final ThreadLocal<@Nullable Object[]> INNERMOST = ThreadLocal.withInitial(() -> new Object[1]);

    private CallThread() {}

    /** A call that runs on this thread, and the one around it. */
    static final class Frame {
        private final CallInvocation call;
        private final @Nullable Frame outer;
        private final @Nullable Object[] place;
        private @Nullable Interruption interruption;

        private Frame(CallInvocation call, @Nullable Object[] place) {
            this.call = call;
            this.outer = (Frame) place[0];
            this.place = place;
        }

        /** The handler of this call can be interrupted from now on, until null is set. */
        void interruptible(@Nullable Interruption handler) {
            interruption = handler;
        }
    }

    /** Enters a call; returns the frame to {@linkplain #leave leave}, on the same thread. */
    static Frame enter(CallInvocation call) {
        @Nullable Object[] place = INNERMOST.get();
        Frame frame = new Frame(call, place);
        Frame outer = frame.outer;
        place[0] = frame;
        if (outer != null) {
            call.inherit(outer.call.cancellation());
            if (outer.interruption != null) {
                outer.interruption.mask();
            }
        }
        return frame;
    }

    static void leave(Frame frame) {
        Frame outer = frame.outer;
        frame.place[0] = outer;
        if (outer != null && outer.interruption != null) {
            outer.interruption.unmask();
        }
    }

    private static @Nullable Frame innermost() {
        return (Frame) INNERMOST.get()[0];
    }

    static boolean isIdle() {
        return innermost() == null;
    }

    /** The frame of this call, if it is the innermost on this thread. */
    static @Nullable Frame frameOf(CallInvocation call) {
        Frame frame = innermost();
        return frame != null && frame.call.isSameCallAs(call) ? frame : null;
    }

    /** What cancels the calls made here; null when nothing does. */
    static @Nullable Cancellation cancellation() {
        Frame frame = innermost();
        return frame == null ? null : frame.call.cancellation();
    }

    /** Whether a module that leaves waits for one of the calls on this thread: such a thread must not wait for modules. */
    static boolean holdsUpADrain() {
        for (Frame frame = innermost(); frame != null; frame = frame.outer) {
            if (frame.call.entry().provider().gate().isClosed()) {
                return true;
            }
        }
        return false;
    }

    /** How many of the calls on this thread have entered this provider's gate. */
    static int callsInside(Provider provider) {
        int count = 0;
        for (Frame frame = innermost(); frame != null; frame = frame.outer) {
            if (frame.call.entry().provider() == provider) {
                count++;
            }
        }
        return count;
    }
}
