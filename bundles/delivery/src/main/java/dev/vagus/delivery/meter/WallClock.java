package dev.vagus.delivery.meter;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says what the wall clock shows at a reading of the monotonic one, and looks at it no more than ten times a second.
 * Thread-safe.
 */
final class WallClock {
    private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(100);

    private record Anchor(long nanos, long millis) {}

    private final LongSupplier millis;
    private volatile Anchor anchor;

    WallClock(LongSupplier nanos, LongSupplier millis) {
        this.millis = millis;
        anchor = new Anchor(nanos.getAsLong(), millis.getAsLong());
    }

    /** The milliseconds since 1970 at a reading of the monotonic clock that was made just now; may be off by one. */
    long at(long nanos) {
        Anchor known = anchor;
        long since = nanos - known.nanos;
        if (since >= FRESH) {
            known = new Anchor(nanos, millis.getAsLong());
            anchor = known;
            since = 0;
        }
        return known.millis + since / 1_000_000;
    }
}
