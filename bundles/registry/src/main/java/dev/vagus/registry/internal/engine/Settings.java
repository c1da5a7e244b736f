package dev.vagus.registry.internal.engine;

/**
 * What can be configured, validated.
 *
 * @param callTimeoutMillis how long a call may take that does not say so itself; 0 for no limit
 * @param maxDepth how many calls may be nested on one thread
 * @param drainTimeoutMillis how long a leaving module's calls may take to end
 * @param asyncThreads how many threads run asynchronous calls of operations that are not asynchronous themselves
 * @param asyncQueue how many such calls may wait for a thread
 * @param logCalls whether each call is logged
 * @param validateResults whether results are checked against the schemas that were given for them
 */
public record Settings(
        long callTimeoutMillis,
        int maxDepth,
        long drainTimeoutMillis,
        int asyncThreads,
        int asyncQueue,
        boolean logCalls,
        boolean validateResults) {

    /** Refuses what makes no sense. */
    public Settings {
        atLeast(0, callTimeoutMillis, "call.timeout.ms");
        atLeast(1, maxDepth, "call.depth.max");
        atLeast(0, drainTimeoutMillis, "drain.timeout.ms");
        atLeast(1, asyncThreads, "async.threads");
        atLeast(1, asyncQueue, "async.queue");
    }

    /** Settings by which results are not checked. */
    public Settings(
            long callTimeoutMillis,
            int maxDepth,
            long drainTimeoutMillis,
            int asyncThreads,
            int asyncQueue,
            boolean logCalls) {
        this(callTimeoutMillis, maxDepth, drainTimeoutMillis, asyncThreads, asyncQueue, logCalls, false);
    }

    /** What holds without configuration. */
    public static Settings defaults() {
        return new Settings(30_000, 64, 2_000, 16, 1_000, false);
    }

    private static void atLeast(long least, long value, String key) {
        if (value < least) {
            throw new IllegalArgumentException(key + " must be at least " + least + ", but is " + value);
        }
    }
}
