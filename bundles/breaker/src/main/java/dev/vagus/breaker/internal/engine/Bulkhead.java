package dev.vagus.breaker.internal.engine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how many calls are under way at once ({@code bulkhead.max}). Nobody waits here. Thread-safe and free of locks; a
 * refused call writes nothing, so it cannot take another one's place even for a moment.
 */
public final class Bulkhead {
    private static final int MOST = 1_000_000;

    private final AtomicInteger underWay = new AtomicInteger();
    private volatile int max;

    /**
     * An empty one.
     *
     * @throws IllegalArgumentException naming the key when it is not from 1 to 1,000,000
     */
    public Bulkhead(int max) {
        this.max = checked(max);
    }

    private static int checked(int max) {
        Requirement.of(max >= 1 && max <= MOST, "bulkhead.max must be from 1 to " + MOST, max);
        return max;
    }

    /** How many calls may be under way. */
    public int max() {
        return max;
    }

    /**
     * Allows another number from now on. Calls that are under way stay, also when they are more; none is added until they are
     * fewer.
     *
     * @throws IllegalArgumentException naming the key when it is not from 1 to 1,000,000
     */
    public void max(int fresh) {
        max = checked(fresh);
    }

    /** How many calls are under way. */
    public int underWay() {
        return underWay.get();
    }

    /** Takes a place, to be given back by {@link #release} once; false when all are taken. */
    public boolean tryAcquire() {
        while (true) {
            int before = underWay.get();
            if (before >= max) {
                return false;
            }
            if (underWay.compareAndSet(before, before + 1)) {
                return true;
            }
        }
    }

    /**
     * Gives a place back.
     *
     * @throws IllegalStateException when none was taken: somebody has given one back twice
     */
    public void release() {
        if (underWay.getAndDecrement() <= 0) {
            underWay.getAndIncrement();
            throw new IllegalStateException(
                    "a place of a bulkhead was given back that nobody had; release once per call");
        }
    }
}
