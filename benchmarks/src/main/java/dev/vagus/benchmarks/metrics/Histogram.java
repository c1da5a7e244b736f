package dev.vagus.benchmarks.metrics;

/** Takes durations. Thread-safe. */
interface Histogram {
    void record(long nanos);

    /** How many it has taken. */
    long count();
}
