package dev.vagus.events.internal.engine;

import java.util.function.Consumer;

/** Work that is done a step at a time, by whoever calls, and brings events of the past. Not thread-safe. */
interface Steps {
    /** There is something to be heard, and more to be done. */
    long READY = -1;
    /** That was all. */
    long OVER = -2;

    /**
     * Does the next step.
     *
     * @return {@link #READY}, {@link #OVER}, or after how many milliseconds to take the next one
     */
    long step(Consumer<Occurrence> out);
}
