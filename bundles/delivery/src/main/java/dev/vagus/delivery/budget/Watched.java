package dev.vagus.delivery.budget;

/** Something that a {@link Watcher} looks at from time to time. */
public interface Watched {
    /** The wish not to be looked at any more. */
    long ENOUGH = Long.MAX_VALUE;

    /**
     * Looks, on the watcher's thread; never blocks.
     *
     * @param now the time, in nanoseconds of a monotonic clock
     * @param lost how much of the time since the last look the watcher itself was held up, so that nobody is to blame
     * @return after how many nanoseconds it wants to be looked at again, or {@link #ENOUGH}
     */
    long look(long now, long lost);

    /** Whether it tells others of calls, so that it is looked at before them. */
    default boolean bringsCalls() {
        return false;
    }

    /** The watcher has forgotten it, as it wished. It may ask to be watched again. */
    void left();
}
