package dev.vagus.events.internal.history;

import java.util.Collection;
import java.util.List;

/**
 * Which events a handler has had, by their ids, so that it can go on where the numbers of the memory do not reach: behind
 * it, and in another process. Everything up to a floor, but some that it is known to have missed; and some after the floor.
 *
 * <p>Events reach a handler nearly in the order of their ids: one that is {@link Ids#SKEW} younger than another, or has
 * {@value #MOST} that were had between, comes after it. So the floor follows what was had at that distance. Not thread-safe.
 */
public final class Trail {
    /** How many ids after the floor, and how many missed ones, it holds at most. */
    public static final int MOST = 1_000;

    /** So many go at once, so that not each that comes moves the others. */
    private static final int SLICE = 100;

    private final SortedIds had;
    private final SortedIds missed;
    private long floor;

    /** Everything up to this one was had. */
    public Trail(long floor) {
        this(floor, List.of(), List.of());
    }

    /** What somebody wrote down. */
    public Trail(long floor, Collection<Long> had, Collection<Long> missed) {
        this.floor = floor;
        this.had = new SortedIds(had);
        this.missed = new SortedIds(missed);
    }

    /** The same, to go on from. */
    public Trail copy() {
        return new Trail(floor, above(), gaps());
    }

    /** This one was had. */
    public void had(long id) {
        missed.remove(id);
        if (id <= floor || !had.add(id)) {
            return;
        }
        if (had.size() > MOST) {
            raise(had.at(SLICE - 1));
        } else if (had.at(had.size() * SLICE / MOST) < id - Ids.SKEW) {
            raise(id - Ids.SKEW);
        }
    }

    /** This one was for the handler, and it did not get it. */
    public void missed(long id) {
        missed.add(id);
        if (missed.size() > MOST) {
            missed.removeUpTo(missed.at(SLICE - 1));
        }
    }

    /** Everything up to this one was had, but what is known to have been missed. Nothing happens when that is known. */
    public void raise(long id) {
        if (id > floor) {
            floor = id;
            had.removeUpTo(id);
        }
    }

    /** Whether this one was had. */
    public boolean isHad(long id) {
        return id <= floor ? !missed.contains(id) : had.contains(id);
    }

    /** Nothing up to this one is left to be had. */
    public long start() {
        return missed.size() == 0 ? floor : Math.min(floor, missed.at(0) - 1);
    }

    /** Everything up to this one was had, but what was missed. */
    public long floor() {
        return floor;
    }

    /** The latest one that was had, or the floor. */
    public long latest() {
        return had.size() == 0 ? floor : Math.max(floor, had.at(had.size() - 1));
    }

    /** Those after the floor, ascending. */
    public List<Long> above() {
        return had.toList();
    }

    /** Those that were missed, ascending. */
    public List<Long> gaps() {
        return missed.toList();
    }
}
