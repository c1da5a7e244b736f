package dev.vagus.delivery;

/** The fields of {@link DirectCounts} that its owner writes at each item, between two cache lines of nothing. */
abstract class DirectCells extends CacheLine {
    long handedOut;
    long handled;
}
