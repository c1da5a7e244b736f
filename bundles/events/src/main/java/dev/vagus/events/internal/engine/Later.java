package dev.vagus.events.internal.engine;

/** Does work that may block, one piece after the other, on a thread of its own. Thread-safe. */
public interface Later {
    /**
     * Has it done.
     *
     * @param millis not before so many milliseconds have passed
     * @return false when nothing is done any more
     */
    boolean run(long millis, Runnable work);

    /** Does nothing more; waits a little for what is being done. */
    void stop();
}
