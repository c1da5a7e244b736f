package dev.vagus.metrics;

/** How much is recorded; each level has what those before it have. */
public enum TraceLevel {
    /** Calls, sendings, publishings and deliveries: their begin, end and error, and what became of them. */
    BASIC,
    /** Routes, steps of a call's middleware chain and events at their handlers too. */
    DETAILED,
    /** Arguments, payloads and data too, cut to a bounded length; never those that are confidential. */
    VERBOSE
}
