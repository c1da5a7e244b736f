package dev.vagus.delivery;

/** The fields of {@link Outlet}, between two cache lines of nothing. */
abstract class OutletCounts extends CacheLine {
    volatile boolean taken;
    volatile long removed;
    volatile long delivered;
    volatile boolean occupied;
    volatile long deliveredAlone;
}
