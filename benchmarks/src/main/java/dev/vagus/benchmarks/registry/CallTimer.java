package dev.vagus.benchmarks.registry;

/** What times calls at Vagus. */
interface CallTimer {
    /** One call took so long. */
    void record(long nanos);

    /** How many calls there were. */
    long count();

    /** Whether what it says of their times fits together. */
    boolean isPlausible();
}
