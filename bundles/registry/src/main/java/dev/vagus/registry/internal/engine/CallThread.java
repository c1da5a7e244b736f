package dev.vagus.registry.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * The calls that this thread is inside of, innermost first, so that a drain does not wait for its own thread. One frame
 * for each call that runs here; the outermost one leaves nothing behind on the thread. What nested calls inherit is in
 * {@link dev.vagus.spi.FlowContext}.
 */
final class CallThread {
    private static final ThreadLocal<@Nullable Frame> CURRENT = new ThreadLocal<>();

    private CallThread() {}

    /** A call that runs on this thread, and the one around it. */
    record Frame(CallTerms terms, @Nullable Frame outer) {}

    /** Enters a call and returns the frame to {@linkplain #leave go back} to. */
    static @Nullable Frame enter(CallTerms terms) {
        Frame outer = CURRENT.get();
        CURRENT.set(new Frame(terms, outer));
        return outer;
    }

    static void leave(@Nullable Frame outer) {
        CURRENT.set(outer);
    }

    static boolean isIdle() {
        return CURRENT.get() == null;
    }

    /** Whether a module that leaves waits for one of the calls on this thread: such a thread must not wait for modules. */
    static boolean holdsUpADrain() {
        for (Frame frame = CURRENT.get(); frame != null; frame = frame.outer()) {
            if (frame.terms().entry().provider().gate().isClosed()) {
                return true;
            }
        }
        return false;
    }

    /** How many of the calls on this thread have entered this provider's gate. */
    static int callsInside(Provider provider) {
        int count = 0;
        for (Frame frame = CURRENT.get(); frame != null; frame = frame.outer()) {
            if (frame.terms().entry().provider() == provider) {
                count++;
            }
        }
        return count;
    }
}
