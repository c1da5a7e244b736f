package dev.vagus.metrics;

/** How much a snapshot tells. Each has all that the one before has. */
public enum Detail {
    /** The totals, the channels, and the operations that stand out. */
    SUMMARY,
    /** Each operation, subscription and handler too. */
    DETAILED,
    /** How it went over the time too. */
    VERBOSE
}
