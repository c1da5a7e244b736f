package dev.vagus.metrics.internal.selftest;

/** Gives the breaker of one operation settings of its own for a while, so that a test need not wait for the usual ones. */
@FunctionalInterface
public interface BreakerPolicy {
    /** Nobody can set anything: the test goes by what holds anyway. */
    BreakerPolicy NONE = (name, operation, failures, recoveryMillis) -> () -> {};

    /**
     * Asks for these settings; they hold some time later.
     *
     * @param name tells this policy from those of other tests
     * @param operation the operation that they are for
     * @return takes them back
     */
    Runnable apply(String name, String operation, int failures, long recoveryMillis);
}
