package dev.vagus.delivery;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A counter that shares its cache line with nothing else. */
final class PaddedCounter extends PaddedCount {
    private static final VarHandle COUNT = CacheLine.field(MethodHandles.lookup(), PaddedCount.class, "count");

    @SuppressWarnings("unused")
    private long a1, a2, a3, a4, a5, a6, a7, a8;

    long get() {
        return count;
    }

    boolean compareAndSet(long expected, long fresh) {
        return COUNT.compareAndSet(this, expected, fresh);
    }

    long getAndIncrement() {
        return (long) COUNT.getAndAdd(this, 1L);
    }
}
