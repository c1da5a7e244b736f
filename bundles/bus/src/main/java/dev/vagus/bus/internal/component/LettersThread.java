package dev.vagus.bus.internal.component;

import dev.vagus.delivery.OwnThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that talks to the store of dead letters: a daemon, there only while something is to be written. It is never
 * interrupted, since an interrupt closes the files of an embedded database.
 */
final class LettersThread implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(LettersThread.class);
    private static final String NAME = "vagus-bus-letters";
    private static final long LAST_MILLIS = 200;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> OwnThreads.make(NAME, work));

    LettersThread() {
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Ends, unless the store does not let it go; then it ends when the store does. */
    void stop() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(LAST_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("the thread {} did not end with the message bus: the store has dead letters in hand", NAME);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
