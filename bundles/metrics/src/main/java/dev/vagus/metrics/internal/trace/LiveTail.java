package dev.vagus.metrics.internal.trace;

import dev.vagus.metrics.TraceRecord;
import dev.vagus.metrics.Tracing;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings records to one listener on a thread of its own; what comes too fast for it is lost to it, and counted. */
final class LiveTail implements Tracing.Tail {
    /** How many records may wait for the listener. */
    static final int QUEUE = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(LiveTail.class);

    private final BlockingQueue<TraceRecord> queue = new ArrayBlockingQueue<>(QUEUE);
    private final LongAdder lost = new LongAdder();
    private final Consumer<TraceRecord> listener;
    private final Consumer<LiveTail> whenClosed;
    private final Thread thread;
    private volatile boolean open = true;

    LiveTail(Consumer<TraceRecord> listener, Consumer<LiveTail> whenClosed) {
        this.listener = listener;
        this.whenClosed = whenClosed;
        thread = new Thread(null, this::run, "vagus-trace-tail", 0, false);
        thread.setContextClassLoader(LiveTail.class.getClassLoader());
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    void add(TraceRecord record) {
        if (!queue.offer(record)) {
            lost.increment();
        }
    }

    private void run() {
        while (open) {
            try {
                listener.accept(queue.take());
            } catch (InterruptedException e) {
                if (open) {
                    LOG.debug("a listener to the trace was interrupted", e);
                }
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("a listener to the trace failed", e);
            }
        }
        queue.clear();
    }

    @Override
    public long lost() {
        return lost.sum();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            whenClosed.accept(this);
            thread.interrupt();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
