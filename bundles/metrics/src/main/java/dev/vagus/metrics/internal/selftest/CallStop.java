package dev.vagus.metrics.internal.selftest;

/** Ends calls that carry a mark between the check of their arguments and everything that is further in. */
@FunctionalInterface
public interface CallStop {
    /** The metadata of a call that is to be ended. */
    String MARK = "vagus.self-test";

    /** The name of the middleware that does it. */
    static String name(String mark) {
        return "self-test-" + mark;
    }

    /**
     * From now on calls of this operation with this mark end there.
     *
     * @param operation the operation's whole name
     * @param mark the value of {@link #MARK}
     * @return lets them go on again
     */
    Runnable around(String operation, String mark);
}
