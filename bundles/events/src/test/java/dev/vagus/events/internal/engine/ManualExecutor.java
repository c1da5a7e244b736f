package dev.vagus.events.internal.engine;

import dev.vagus.delivery.budget.Watched;
import dev.vagus.delivery.budget.Watcher;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;

/** Keeps work until the test runs it, and looks at what is watched when the test says so. */
final class ManualExecutor implements Executor, Watcher {
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final Set<Watched> watched = new LinkedHashSet<>();

    @Override
    public void execute(Runnable command) {
        work.add(command);
    }

    @Override
    public synchronized void watch(Watched added) {
        watched.add(added);
    }

    /** Looks at everything at this time of a monotonic clock. */
    synchronized void look(long nanos) {
        for (boolean bringers : new boolean[] {true, false}) {
            for (Watched each : List.copyOf(watched)) {
                if (each.bringsCalls() == bringers && each.look(nanos, 0) == Watched.ENOUGH) {
                    watched.remove(each);
                    each.left();
                }
            }
        }
    }

    /** Runs what there is and what comes meanwhile. */
    void runAll() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }
}
