package dev.vagus.metrics.internal.trace;

/**
 * How much files take.
 *
 * @param mostBytes how large each grows
 * @param files how many there are, the one that is written too
 */
record FileBounds(long mostBytes, int files) {}
