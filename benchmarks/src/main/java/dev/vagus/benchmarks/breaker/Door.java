package dev.vagus.benchmarks.breaker;

/** A closed breaker as a caller uses it who decides himself: ask, call, say how it ended. Nothing is called in between. */
interface Door {
    /** One call that succeeds; false when it was refused. */
    boolean succeed();

    /** One call that fails; false when it was refused. */
    boolean fail();
}
