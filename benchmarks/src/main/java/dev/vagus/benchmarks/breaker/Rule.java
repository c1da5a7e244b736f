package dev.vagus.benchmarks.breaker;

/** When the breaker opens. */
public enum Rule {
    /** After ten failures in a row. */
    IN_A_ROW(10),
    /** When half of the last hundred calls failed. */
    LAST_HUNDRED(100);

    private final int failuresToOpen;

    Rule(int failuresToOpen) {
        this.failuresToOpen = failuresToOpen;
    }

    /** After so many failures, with nothing else between, it is open whatever was before. */
    int failuresToOpen() {
        return failuresToOpen;
    }
}
