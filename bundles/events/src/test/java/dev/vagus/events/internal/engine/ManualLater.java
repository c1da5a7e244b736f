package dev.vagus.events.internal.engine;

import java.util.ArrayDeque;
import java.util.Queue;

/** Keeps work until the test runs it, and adds up how long it was to be put off. */
final class ManualLater implements Later {
    private final Queue<Runnable> work = new ArrayDeque<>();
    private boolean stopped;
    long putOff;

    @Override
    public boolean run(long millis, Runnable added) {
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

    @Override
    public void stop() {
        stopped = true;
    }
}
