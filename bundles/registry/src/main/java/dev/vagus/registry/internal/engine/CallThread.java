package dev.vagus.registry.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * The calls that this thread is inside of, innermost first, so that a drain does not wait for its own thread, a
 * cancellation reaches nested calls, and an interrupt reaches none but its own. One frame for each call that runs here; the
 * outermost one leaves nothing behind on the thread. What nested calls inherit is in {@link dev.vagus.spi.FlowContext}.
 */
final class CallThread {
    private static final ThreadLocal<@Nullable Frame> CURRENT = new ThreadLocal<>();

    private CallThread() {}

    /** A call that runs on this thread, and the one around it. */
    static final class Frame {
        private final CallInvocation call;
        private final @Nullable Frame outer;
        private @Nullable Interruption interruption;

        private Frame(CallInvocation call, @Nullable Frame outer) {
            this.call = call;
            this.outer = outer;
        }

        /** The handler of this call can be interrupted from now on, until null is set. */
        void interruptible(@Nullable Interruption handler) {
            interruption = handler;
        }
    }

    /** Enters a call; returns the frame to {@linkplain #leave leave}. */
    static Frame enter(CallInvocation call) {
        Frame outer = CURRENT.get();
        Frame frame = new Frame(call, outer);
        CURRENT.set(frame);
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
        CURRENT.set(outer);
        if (outer != null && outer.interruption != null) {
            outer.interruption.unmask();
        }
    }

    static boolean isIdle() {
        return CURRENT.get() == null;
    }

    /** The frame of this call, if it is the innermost on this thread. */
    static @Nullable Frame frameOf(CallInvocation call) {
        Frame frame = CURRENT.get();
        return frame != null && frame.call.isSameCallAs(call) ? frame : null;
    }

    /** What cancels the calls made here; null when nothing does. */
    static @Nullable Cancellation cancellation() {
        Frame frame = CURRENT.get();
        return frame == null ? null : frame.call.cancellation();
    }

    /** Whether a module that leaves waits for one of the calls on this thread: such a thread must not wait for modules. */
    static boolean holdsUpADrain() {
        for (Frame frame = CURRENT.get(); frame != null; frame = frame.outer) {
            if (frame.call.entry().provider().gate().isClosed()) {
                return true;
            }
        }
        return false;
    }

    /** How many of the calls on this thread have entered this provider's gate. */
    static int callsInside(Provider provider) {
        int count = 0;
        for (Frame frame = CURRENT.get(); frame != null; frame = frame.outer) {
            if (frame.call.entry().provider() == provider) {
                count++;
            }
        }
        return count;
    }
}
