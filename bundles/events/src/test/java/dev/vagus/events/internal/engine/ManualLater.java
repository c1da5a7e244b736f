package dev.vagus.events.internal.engine;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Keeps work until the test runs it, and adds up how long it was to be put off; looks for positions are apart. */
final class ManualLater implements Later {
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final Queue<Runnable> looks = new ArrayDeque<>();
    private boolean stopped;
    long putOff;

    @Override
    public boolean run(long millis, Runnable added) {
        if (!stopped && millis == PositionKeeper.PAUSE_MILLIS) {
            return looks.add(added);
        }
        putOff += millis;
        return !stopped && work.add(added);
    }

    /** Does one piece of work; false when there is none. */
    boolean runOne() {
        Runnable next = work.poll();
        if (next != null) {
            next.run();
        }
        return next != null;
    }

    boolean isIdle() {
        return work.isEmpty();
    }

    /** A second passes. */
    void second() {
        List<Runnable> due = List.copyOf(looks);
        looks.clear();
        due.forEach(Runnable::run);
    }

    @Override
    public void stop(Runnable last) {
        stopped = true;
        last.run();
    }
}
