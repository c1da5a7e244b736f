package dev.vagus.registry.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * The calls that this thread is inside of, innermost first: what nested calls inherit from. One frame for each call that
 * runs here; the outermost one leaves nothing behind on the thread.
 */
final class CallThread {
    private static final ThreadLocal<@Nullable Frame> CURRENT = new ThreadLocal<>();

    private CallThread() {}

    /** A call that runs on this thread, and the one around it. */
    record Frame(CallTerms terms, @Nullable Frame outer) {}

    static @Nullable Frame current() {
        return CURRENT.get();
    }

    static void set(@Nullable Frame frame) {
        CURRENT.set(frame);
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
