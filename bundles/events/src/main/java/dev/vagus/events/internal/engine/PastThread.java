package dev.vagus.events.internal.engine;

import dev.vagus.delivery.OwnThreads;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread on which the past is read out of a store, and written to it where handlers are. It exists while there is
 * something to do, and is never interrupted: an interrupt closes the files of an embedded database.
 */
final class PastThread implements Later {
    private static final Logger LOG = LoggerFactory.getLogger(PastThread.class);
    private static final int IDLE_SECONDS = 10;
    private static final int STOP_SECONDS = 5;

    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(1, work -> OwnThreads.make("vagus-events-past", work));

    private volatile boolean stopped;

    PastThread() {
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean run(long millis, Runnable work) {
        if (stopped) {
            return false;
        }
        try {
            executor.schedule(() -> quietly(work), millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("Nothing is read out of the store any more", e);
            return false;
        }
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("The past of a handler could not be dealt with", e);
        }
    }

    @Override
    public void stop(Runnable last) {
        stopped = true;
        executor.getQueue().clear();
        executor.schedule(() -> quietly(last), 0, TimeUnit.MILLISECONDS);
        executor.shutdown();
        boolean ended = false;
        try {
            ended = executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            LOG.warn(
                    "The thread vagus-events-past still waits for the store after {} s; the stop goes on",
                    STOP_SECONDS);
        }
    }
}
