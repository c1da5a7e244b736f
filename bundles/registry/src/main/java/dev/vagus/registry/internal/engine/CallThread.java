package dev.vagus.registry.internal.engine;

import dev.vagus.spi.FlowContext;
import dev.vagus.spi.FlowFrame;
import org.jspecify.annotations.Nullable;

/**
 * The calls that this thread is inside of, innermost first, so that a drain does not wait for its own thread, a
 * cancellation reaches nested calls, and an interrupt reaches none but its own. One frame for each call that runs here; the
 * outermost one leaves nothing behind. Each is the
 * {@link FlowFrame} of its call, which says what nested calls inherit.
 */
final class CallThread {
    private CallThread() {}

    /** A call that runs on this thread, and the one around it. */
    static final class Frame extends FlowFrame {
        private final CallInvocation call;
        private @Nullable Interruption interruption;

        private Frame(CallInvocation call, @Nullable Object[] place) {
            super(call.flow(), place);
            this.call = call;
        }

        private @Nullable Frame around() {
            return ours(outer());
        }

        /** The handler of this call can be interrupted from now on, until null is set. */
        void interruptible(@Nullable Interruption handler) {
            interruption = handler;
        }
    }

    /**
     * Enters a call; returns the frame to {@linkplain #leave leave}, on the same thread.
     *
     * @param place of this thread, by {@link FlowContext#place}
     */
    static Frame enter(CallInvocation call, @Nullable Object[] place) {
        Frame frame = new Frame(call, place);
        frame.enter(place);
        Frame outer = frame.around();
        if (outer != null) {
            call.inherit(outer.call.cancellation());
            if (outer.interruption != null) {
                outer.interruption.mask();
            }
        }
        return frame;
    }

    static void leave(Frame frame, @Nullable Object[] place) {
        frame.leave(place);
        Frame outer = frame.around();
        if (outer != null && outer.interruption != null) {
            outer.interruption.unmask();
        }
    }

    /** This frame, or the nearest around it that is ours: a registry that was replaced may have some further out. */
    private static @Nullable Frame ours(@Nullable FlowFrame frame) {
        FlowFrame each = frame;
        while (each != null && !(each instanceof Frame)) {
            each = each.outer();
        }
        return (Frame) each;
    }

    private static @Nullable Frame innermost() {
        return ours(FlowFrame.innermost(FlowContext.place()));
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
        for (Frame frame = innermost(); frame != null; frame = frame.around()) {
            if (frame.call.entry().provider().gate().isClosed()) {
                return true;
            }
        }
        return false;
    }

    /** How many of the calls on this thread have entered this provider's gate. */
    static int callsInside(Provider provider) {
        int count = 0;
        for (Frame frame = innermost(); frame != null; frame = frame.around()) {
            if (frame.call.entry().provider() == provider) {
                count++;
            }
        }
        return count;
    }
}
