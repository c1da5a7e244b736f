package dev.vagus.bus.internal.engine;

import java.util.concurrent.TimeUnit;

/**
 * How fast a counter grows, computed when somebody looks: since the last look that was at least a second ago, or since the
 * beginning when there was none. Costs nothing while nobody looks. Thread-safe.
 */
final class RateMeter {
    private static final long LEAST = TimeUnit.SECONDS.toNanos(1);

    private long formerAt;
    private long former;
    private long latestAt;
    private long latest;

    RateMeter(long now) {
        formerAt = now;
        latestAt = now;
    }

    /** How many a second, now that the counter stands at this; one that went back has begun anew. */
    synchronized double read(long now, long count) {
        if (count < latest) {
            former = 0;
            latest = 0;
        }
        if (now - latestAt >= LEAST) {
            formerAt = latestAt;
            former = latest;
            latestAt = now;
            latest = count;
        }
        long span = now - formerAt;
        return span <= 0 ? 0 : (count - former) * (double) TimeUnit.SECONDS.toNanos(1) / span;
    }
}
