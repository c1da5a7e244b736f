package dev.vagus.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of a mailbox, made when they are first used; the highest index is the most urgent.
 *
 * <p>Every item has the number of its permit. In the middle lane, which nearly all of them are for, that is their index; an
 * item for another lane leaves its number there to nobody, and its own lane gives it an index. So the usual item costs one
 * atomic operation less, and the others one store more.
 *
 * <p>The rule against starvation: a lane that waited while {@value #OVERTAKINGS} items in a row were taken from lanes
 * above it gets the next turn; of two such lanes the lower one first. {@link #offer} and {@link #seemWaiting} may be called
 * by any thread, the rest only with the mailbox's token.
 */
final class Lanes<T> {
    /** How often in a row a waiting lane is passed over. */
    static final int OVERTAKINGS = 64;

    private final AtomicReferenceArray<@Nullable Lane<T>> lanes;
    private final int middle;

    /** Whether another lane than the middle one may hold items; until then there is nothing to choose between. */
    private volatile boolean several;

    Lanes(int count) {
        lanes = new AtomicReferenceArray<>(count);
        middle = count / 2;
    }

    /**
     * Stores the item.
     *
     * @param permit its number, which no other item has; none may be left out
     */
    void offer(int index, long permit, T item) {
        if (index == middle) {
            lane(middle).offer(permit, item);
        } else {
            lane(index).offer(item);
            lane(middle).pass(permit);
        }
    }

    private Lane<T> lane(int index) {
        Lane<T> lane = lanes.get(index);
        if (lane != null) {
            return lane;
        }
        Lane<T> made = new Lane<>();
        if (index != middle) {
            several = true;
        }
        Lane<T> other = lanes.compareAndExchange(index, null, made);
        return other == null ? made : other;
    }

    /** The next item by priority and the rule against starvation, or null when none is stored. */
    @Nullable
    T poll() {
        if (!several) {
            Lane<T> only = lanes.get(middle);
            return only == null ? null : only.poll();
        }
        return pollOfSeveral();
    }

    private @Nullable T pollOfSeveral() {
        int chosen = -1;
        boolean alone = true;
        for (int i = lanes.length() - 1; i >= 0; i--) {
            Lane<T> lane = lanes.get(i);
            if (lane == null) {
                continue;
            }
            if (lane.peek() == null) {
                lane.overtaken = 0;
            } else if (chosen < 0) {
                chosen = i;
            } else {
                alone = false;
                chosen = lane.overtaken >= OVERTAKINGS ? i : chosen;
            }
        }
        if (!alone) {
            countOvertaken(chosen);
        }
        Lane<T> lane = chosen < 0 ? null : lanes.get(chosen);
        if (lane == null) {
            return null;
        }
        lane.overtaken = 0;
        return lane.poll();
    }

    /** Those below the chosen one that wait have been passed over once more. */
    private void countOvertaken(int chosen) {
        for (int i = 0; i < chosen; i++) {
            Lane<T> lane = lanes.get(i);
            if (lane != null && lane.peek() != null) {
                lane.overtaken++;
            }
        }
    }

    /** The oldest item of the lowest waiting lane, which is dropped: that is no turn of its lane. */
    @Nullable
    T pollLowest() {
        int lowest = lowestWaiting();
        Lane<T> lane = lowest < 0 ? null : lanes.get(lowest);
        return lane == null ? null : lane.poll();
    }

    /** The index of the lowest lane with an item stored, or -1. */
    int lowestWaiting() {
        for (int i = 0; i < lanes.length(); i++) {
            Lane<T> lane = lanes.get(i);
            if (lane != null && lane.peek() != null) {
                return i;
            }
        }
        return -1;
    }

    /** Lets go of the items that were taken. */
    void tidy() {
        for (int i = 0; i < lanes.length(); i++) {
            Lane<T> lane = lanes.get(i);
            if (lane != null) {
                lane.tidy();
            }
        }
    }

    /** Whether an item seems to wait in some lane; a hint. */
    boolean seemWaiting() {
        for (int i = lanes.length() - 1; i >= 0; i--) {
            Lane<T> lane = lanes.get(i);
            if (lane != null && lane.seemsWaiting()) {
                return true;
            }
        }
        return false;
    }

    /** The oldest item of each lane that has any. */
    List<T> heads() {
        List<T> heads = new ArrayList<>(lanes.length());
        for (int i = 0; i < lanes.length(); i++) {
            Lane<T> lane = lanes.get(i);
            T head = lane == null ? null : lane.peek();
            if (head != null) {
                heads.add(head);
            }
        }
        return heads;
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
