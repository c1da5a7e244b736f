package dev.vagus.bus.internal.engine;

import java.time.Duration;

/** Runs something later; the engine's only use of time that passes. */
@FunctionalInterface
public interface Timer {
    /** Runs the task once after the delay, on a thread of the timer; what it returns cancels that. */
    Runnable after(Duration delay, Runnable task);
}
