package dev.vagus.breaker.internal.engine;

/** What a breaker looks back at, beside failures in a row ({@code breaker.window}). */
public enum WindowKind {
    /** Nothing. */
    NONE,
    /** The last calls, so and so many. */
    CALLS,
    /** The calls of the last while. */
    TIME
}
