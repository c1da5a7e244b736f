package dev.vagus.shell.internal.component;

import dev.vagus.shell.internal.model.Output.Screen;
import org.apache.felix.service.command.CommandSession;

/** What is known of the terminals of Gogo's sessions. */
interface GogoScreens {
    /** Where Gogo's shell on a terminal is not there. */
    GogoScreens NONE = new GogoScreens() {
        @Override
        public Screen of(CommandSession session, boolean shown) {
            return Screen.NONE;
        }

        @Override
        public Interruptible interruptible(CommandSession session) {
            return () -> {};
        }
    };

    /** A time in which Ctrl-C interrupts the thread that began it, and nothing else. */
    @FunctionalInterface
    interface Interruptible extends AutoCloseable {
        /** Ends it, by the thread that began it, which is not interrupted by Ctrl-C then. */
        @Override
        void close();
    }

    /**
     * The screen of a session.
     *
     * @param shown whether what is printed goes there, and not into a pipe or a file
     */
    Screen of(CommandSession session, boolean shown);

    /** Lets Ctrl-C interrupt the calling thread until it is closed. */
    Interruptible interruptible(CommandSession session);
}
