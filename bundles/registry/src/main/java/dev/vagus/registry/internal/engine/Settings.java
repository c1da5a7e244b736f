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
 * @param updateWindowMillis how long calls wait for a module that is being updated; 0: not at all
 * @param maxUpdateWaiters how many calls may wait for modules that are being updated
 */
public record Settings(
        long callTimeoutMillis,
        int maxDepth,
        long drainTimeoutMillis,
        int asyncThreads,
        int asyncQueue,
        boolean logCalls,
        long updateWindowMillis,
        int maxUpdateWaiters) {
    private static final long UPDATE_WINDOW_MILLIS = 5_000;
    private static final int MAX_UPDATE_WAITERS = 1_000;

    /** Refuses what makes no sense. */
    public Settings {
        atLeast(0, callTimeoutMillis, "call.timeout.ms");
        atLeast(1, maxDepth, "call.depth.max");
        atLeast(0, drainTimeoutMillis, "drain.timeout.ms");
        atLeast(1, asyncThreads, "async.threads");
        atLeast(1, asyncQueue, "async.queue");
        atLeast(0, updateWindowMillis, "update.window.ms");
        atLeast(1, maxUpdateWaiters, "update.waiters.max");
    }

    /** With the default update window. */
    public Settings(
            long callTimeoutMillis,
            int maxDepth,
            long drainTimeoutMillis,
            int asyncThreads,
            int asyncQueue,
            boolean logCalls) {
        this(
                callTimeoutMillis,
                maxDepth,
                drainTimeoutMillis,
                asyncThreads,
                asyncQueue,
                logCalls,
                UPDATE_WINDOW_MILLIS,
                MAX_UPDATE_WAITERS);
    }

    /** What holds without configuration. */
    public static Settings defaults() {
        return new Settings(30_000, 64, 2_000, 16, 1_000, false);
    }

    /** The same with this update window. */
    public Settings withUpdateWindow(long millis, int maxWaiters) {
        return new Settings(
                callTimeoutMillis,
                maxDepth,
                drainTimeoutMillis,
                asyncThreads,
                asyncQueue,
                logCalls,
                millis,
                maxWaiters);
    }

    private static void atLeast(long least, long value, String key) {
        if (value < least) {
            throw new IllegalArgumentException(key + " must be at least " + least + ", but is " + value);
        }
    }
}
