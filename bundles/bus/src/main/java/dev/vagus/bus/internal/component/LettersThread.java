package dev.vagus.bus.internal.component;

import dev.vagus.delivery.OwnThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread that talks to the store of dead letters: a daemon, there only while something is to be written. It is never
 * interrupted, since an interrupt closes the files of an embedded database.
 */
final class LettersThread implements Executor {
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> OwnThreads.make("vagus-bus-letters", work));

    LettersThread() {
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Ends when what it is at has ended. */
    void stop() {
        executor.shutdown();
    }
}
