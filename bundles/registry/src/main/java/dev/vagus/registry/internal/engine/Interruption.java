package dev.vagus.registry.internal.engine;

/**
 * The handler of one interruptible call while it runs on one thread, so that it can be interrupted, and nothing else that
 * runs on this thread before, in between or after.
 *
 * <p>Invariants, all under this object's monitor: the thread is interrupted only while the handler's own code runs, that
 * is between the constructor and {@link #leave}, and not within a call that the handler makes (between {@link #mask} and
 * {@link #unmask}); once at most, except that what was raised and not noticed before such a call is raised again after it.
 * Before the thread goes on to code that is not the handler's, the flag is taken back if it was raised here. So a watchdog
 * that comes too late does nothing, and one that comes in the last moment is waited for.
 *
 * <p>The accepted limit: interrupts have no sender. One that somebody else sends while the handler runs is taken back too
 * if the watchdog's came as well; one that was there when the handler began and that it did not take stays.
 */
final class Interruption {
    private final Thread thread = Thread.currentThread();
    private final boolean interruptedBefore = thread.isInterrupted();
    private boolean wanted;
    private boolean inside = true;
    private boolean raised;

    /** Interrupts the handler, now or when it goes on after the call that it is making; on any thread. */
    synchronized void interrupt() {
        wanted = true;
        raise();
    }

    private void raise() {
        if (inside && !raised) {
            raised = true;
            thread.interrupt();
        }
    }

    /** The handler makes a call. */
    synchronized void mask() {
        inside = false;
        if (raised && takeBack()) {
            raised = false;
        }
    }

    /** The call that the handler made is over. */
    synchronized void unmask() {
        inside = true;
        if (wanted) {
            raise();
        }
    }

    /** The handler has ended; returns whether it had been interrupted. Asked again, it does nothing more. */
    synchronized boolean leave() {
        if (inside && raised) {
            takeBack();
        }
        inside = false;
        return raised;
    }

    private boolean takeBack() {
        boolean set = Thread.interrupted();
        if (set && interruptedBefore) {
            thread.interrupt();
        }
        return set;
    }
}
