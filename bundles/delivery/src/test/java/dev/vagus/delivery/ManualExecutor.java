package dev.vagus.delivery;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** Runs what it was given when the test says so, on the test's thread. */
final class ManualExecutor implements Executor {
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();

    @Override
    public void execute(Runnable work) {
        queue.add(work);
    }

    int queued() {
        return queue.size();
    }

    void runOne() {
        queue.remove().run();
    }

    void runAll() {
        while (!queue.isEmpty()) {
            runOne();
        }
    }
}
