package dev.vagus.security.internal.token;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The wall clock, looked at once a second at most: whoever is first after that looks, the others reckon on from what was
 * seen. So a machine that was suspended, or whose clock was set, is noticed a second later. Thread-safe.
 */
final class Watch {
    static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final InstantSource wall;
    private volatile Look look;

    Watch(InstantSource wall, long nanos) {
        this.wall = wall;
        this.look = new Look(nanos, wall.millis());
    }

    /** What was seen when. */
    record Look(long nanos, long millis) {
        boolean isOld(long now) {
            return now - nanos >= SECOND;
        }

        /** The wall clock at this reading of the other one. */
        long millis(long now) {
            return millis + (now - nanos) / MILLI;
        }
    }

    Look look() {
        return look;
    }

    Look again(long nanos) {
        Look next = new Look(nanos, wall.millis());
        look = next;
        return next;
    }
}
