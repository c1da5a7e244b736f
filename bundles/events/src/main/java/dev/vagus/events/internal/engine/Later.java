package dev.vagus.events.internal.engine;

/** Does work that may block, one piece after the other, on a thread of its own. Thread-safe. */
@FunctionalInterface
public interface Later {
    /**
     * Has it done.
     *
     * @param millis not before so many milliseconds have passed
     * @return false when nothing is done any more
     */
    boolean run(long millis, Runnable work);

    /**
     * Waits a little for what is being done, does this last piece, and nothing more.
     *
     * @param last may block a little
     */
    default void stop(Runnable last) {
        last.run();
    }
}
