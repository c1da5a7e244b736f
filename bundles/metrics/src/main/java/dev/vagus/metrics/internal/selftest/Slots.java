package dev.vagus.metrics.internal.selftest;

import java.util.BitSet;

/** Hands the lowest free number to each self-test that is under way. Thread-safe. */
final class Slots {
    private final BitSet taken = new BitSet();

    synchronized int take() {
        int slot = taken.nextClearBit(1);
        taken.set(slot);
        return slot;
    }

    synchronized void give(int slot) {
        taken.clear(slot);
    }
}
