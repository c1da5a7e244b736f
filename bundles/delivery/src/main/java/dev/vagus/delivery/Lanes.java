package dev.vagus.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of a mailbox, made when they are first used; the highest index is the most urgent.
 *
 * <p>The rule against starvation: a lane that waited while {@value #OVERTAKINGS} items in a row were taken from lanes
 * above it gets the next turn; of two such lanes the lower one first. {@link #offer} may be called by any thread, the
 * rest only with the mailbox's token.
 */
final class Lanes<T> {
    /** How often in a row a waiting lane is passed over. */
    static final int OVERTAKINGS = 64;

    private final AtomicReferenceArray<@Nullable Lane<T>> lanes;
    private final int[] overtaken;

    Lanes(int count) {
        lanes = new AtomicReferenceArray<>(count);
        overtaken = new int[count];
    }

    void offer(int index, T item) {
        Lane<T> lane = lanes.get(index);
        if (lane == null) {
            Lane<T> made = new Lane<>();
            Lane<T> other = lanes.compareAndExchange(index, null, made);
            lane = other == null ? made : other;
        }
        lane.offer(item);
    }

    /** The next item by priority and the rule against starvation, or null when none is stored. */
    @Nullable
    T poll() {
        int chosen = -1;
        for (int i = lanes.length() - 1; i >= 0; i--) {
            if (!isWaiting(i)) {
                overtaken[i] = 0;
            } else if (chosen < 0) {
                chosen = i;
            } else if (++overtaken[i] > OVERTAKINGS) {
                chosen = i;
            }
        }
        return chosen < 0 ? null : pollFrom(chosen);
    }

    private @Nullable T pollFrom(int index) {
        overtaken[index] = 0;
        Lane<T> lane = lanes.get(index);
        return lane == null ? null : lane.poll();
    }

    /** The oldest item of the lowest waiting lane. */
    @Nullable
    T pollLowest() {
        int lowest = lowestWaiting();
        return lowest < 0 ? null : pollFrom(lowest);
    }

    /** The index of the lowest lane with an item stored, or -1. */
    int lowestWaiting() {
        for (int i = 0; i < lanes.length(); i++) {
            if (isWaiting(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isWaiting(int index) {
        Lane<T> lane = lanes.get(index);
        return lane != null && lane.peek() != null;
    }

    /** Every stored item, the most urgent lane first. */
    List<T> items() {
        List<T> items = new ArrayList<>();
        for (int i = lanes.length() - 1; i >= 0; i--) {
            Lane<T> lane = lanes.get(i);
            if (lane != null) {
                lane.forEach(items::add);
            }
        }
        return items;
    }
}
