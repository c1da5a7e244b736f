package dev.vagus.metrics.internal.trace;

import dev.vagus.metrics.TraceException;
import dev.vagus.metrics.TraceRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records to a file on a thread of its own, in their order. Whoever brings one never waits: where {@value #QUEUE} wait
 * already, it is lost and counted. A file that cannot be written any more costs what comes meanwhile, counted and logged
 * once; it is tried anew with each batch. Thread-safe.
 */
final class FileSink {
    /** How many records may wait to be written. */
    static final int QUEUE = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(FileSink.class);
    private static final long LOOK_MILLIS = 200;
    private static final long PATIENCE_MILLIS = 5_000;

    private final Path path;
    private final RotatingFile file;
    private final BlockingQueue<TraceRecord> queue = new ArrayBlockingQueue<>(QUEUE);
    private final LongAdder lost = new LongAdder();
    private final Thread thread;
    private volatile boolean closing;
    private volatile String problem = "";
    private boolean told;

    private FileSink(Path path, RotatingFile file) {
        this.path = path;
        this.file = file;
        thread = new Thread(null, this::run, "vagus-trace-file", 0, false);
        thread.setContextClassLoader(FileSink.class.getClassLoader());
        thread.setDaemon(true);
    }

    /**
     * Opens the file and begins.
     *
     * @throws TraceException when it cannot be written
     */
    static FileSink open(Path path, FileBounds bounds) {
        RotatingFile file = new RotatingFile(path, bounds.mostBytes(), bounds.files());
        try {
            file.open();
        } catch (IOException e) {
            throw new TraceException(
                    "the trace file " + path.toAbsolutePath() + " cannot be written (" + e
                            + "); tracing was not started." + " Name a file in a folder that this process may write to",
                    e);
        }
        FileSink sink = new FileSink(path, file);
        sink.thread.start();
        return sink;
    }

    void add(TraceRecord record) {
        if (!queue.offer(record)) {
            lost.increment();
        }
    }

    /** How many records are not in the file and will not be. */
    long lost() {
        return lost.sum();
    }

    /** Why it cannot be written now; empty when it can. */
    String problem() {
        return problem;
    }

    /** Writes what waits, then closes the file; waits for that for 5 s at most. */
    void close() {
        closing = true;
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("the trace file {} is still being written after {} ms, and is given up", path, PATIENCE_MILLIS);
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                TraceRecord next = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    writeBatch(next);
                }
            }
        } catch (InterruptedException e) {
            lost.add(queue.size());
            Thread.currentThread().interrupt();
        } finally {
            attempt(file::close, 0);
        }
    }

    private void writeBatch(TraceRecord first) {
        int unflushed = 0;
        for (TraceRecord record = first; record != null; record = queue.poll()) {
            String line = RecordJson.line(record);
            unflushed = attempt(() -> file.write(line), 1 + unflushed) ? unflushed + 1 : 0;
            if (unflushed == QUEUE) {
                break;
            }
        }
        attempt(file::flush, unflushed);
    }

    /** Something that may fail. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    /**
     * Does it; a failure closes the file, so that the next record tries to open it anew.
     *
     * @param atStake how many records are lost when it fails
     */
    private boolean attempt(Writing writing, int atStake) {
        try {
            writing.run();
            if (atStake > 0) {
                problem = "";
            }
            return true;
        } catch (IOException e) {
            failed(e, atStake);
            return false;
        }
    }

    private void failed(IOException e, int atStake) {
        lost.add(atStake);
        problem = e.toString();
        if (!told) {
            told = true;
            LOG.error("the trace file {} cannot be written; what is recorded meanwhile is not in it", path, e);
        }
        try {
            file.close();
        } catch (IOException again) {
            LOG.debug("the trace file {} cannot be closed", path, again);
        }
    }
}
