package dev.vagus.metrics.internal.window;

import dev.vagus.delivery.OwnThreads;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something every second on a thread of its own, until it is closed. What it throws is logged, and it goes on. */
public final class Sampler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);

    private final Runnable work;
    private final ScheduledThreadPoolExecutor thread;
    private boolean failing;

    /** Starts at once. */
    public Sampler(Runnable work) {
        this.work = work;
        thread = new ScheduledThreadPoolExecutor(1, task -> OwnThreads.make("vagus-metrics-1", task));
        thread.scheduleWithFixedDelay(this::sample, 1, 1, TimeUnit.SECONDS);
    }

    private void sample() {
        try {
            work.run();
            failing = false;
        } catch (RuntimeException | LinkageError e) {
            if (!failing) {
                LOG.error("the figures of this second are missing, and those after it until this is over", e);
            }
            failing = true;
        }
    }

    /** Ends; what it is at has ended too when this returns, unless that takes longer than a second. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.warn("the thread vagus-metrics-1 still runs and was interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
