package dev.vagus.breaker.internal.engine;

import java.util.BitSet;

/** The last calls: a ring of two bits each. */
final class CountWindow extends SlidingWindow {
    private final int size;
    private final BitSet failed;
    private final BitSet slow;
    private int next;
    private int calls;
    private int failures;
    private int slowCalls;

    CountWindow(int size, Thresholds thresholds) {
        super(thresholds);
        this.size = size;
        failed = new BitSet(size);
        slow = new BitSet(size);
    }

    /** A window of another size with as many of the last calls of this one as it holds. */
    synchronized CountWindow resized(int otherSize, Thresholds thresholds) {
        drain();
        CountWindow other = new CountWindow(otherSize, thresholds);
        int kept = Math.min(calls, otherSize);
        for (int i = kept; i > 0; i--) {
            int index = Math.floorMod(next - i, size);
            other.add(failed.get(index), slow.get(index));
        }
        other.thresholds(thresholds);
        return other;
    }

    int size() {
        return size;
    }

    @Override
    boolean isOutdated(long nowNanos) {
        return false;
    }

    @Override
    void moveTo(long nowNanos) {
        // Calls leave when others come.
    }

    @Override
    void addSuccesses(long count) {
        int steps = (int) Math.min(count, size);
        int untilEnd = Math.min(steps, size - next);
        forget(next, next + untilEnd);
        forget(0, steps - untilEnd);
        next = (next + steps) % size;
        calls = Math.min(calls + steps, size);
    }

    /** Makes what lies there successes; costs as much as there are others. */
    private void forget(int from, int to) {
        failures -= clear(failed, from, to);
        slowCalls -= clear(slow, from, to);
    }

    private static int clear(BitSet bits, int from, int to) {
        int cleared = 0;
        for (int i = bits.nextSetBit(from); i >= 0 && i < to; i = bits.nextSetBit(i + 1)) {
            bits.clear(i);
            cleared++;
        }
        return cleared;
    }

    @Override
    void add(boolean callFailed, boolean callSlow) {
        failures += step(failed, callFailed);
        slowCalls += step(slow, callSlow);
        calls = Math.min(calls + 1, size);
        next = next + 1 == size ? 0 : next + 1;
    }

    private int step(BitSet bits, boolean value) {
        boolean before = bits.get(next);
        bits.set(next, value);
        return (value ? 1 : 0) - (before ? 1 : 0);
    }

    @Override
    long calls() {
        return calls;
    }

    @Override
    long failures() {
        return failures;
    }

    @Override
    long slow() {
        return slowCalls;
    }
}
