package dev.vagus.security.internal.access;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells sinks what was decided, on a thread of its own, so that whoever asks a gate never waits for a log or a handler of
 * events. Refusals are limited by a {@link Flood}; what finds no room in the queue is counted there too.
 */
public final class AuditTrail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final int ROOM = 1024;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Entry WAKE = new Entry("", 0, "", "", "", "", Entry.Kind.REFUSED, 0);

    private final List<AuditSink> sinks;
    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(ROOM);
    private final Thread teller = new Thread(null, this::tell, "vagus-security-audit", 0, false);
    private final Flood flood;
    private volatile boolean hears;
    private volatile long lookAgain;
    private volatile boolean closed;

    /**
     * Begins.
     *
     * @param perSecond how many refusals are told a second
     * @param nanos a recent reading of {@link System#nanoTime()}
     */
    public AuditTrail(List<AuditSink> sinks, int perSecond, long nanos) {
        this.sinks = List.copyOf(sinks);
        this.flood = new Flood(perSecond);
        this.lookAgain = nanos;
        teller.setDaemon(true);
        teller.setContextClassLoader(AuditTrail.class.getClassLoader());
        teller.start();
    }

    /** From now on tells so many refusals a second. */
    public void limit(int perSecond) {
        flood.limit(perSecond);
    }

    /** Whether somebody wants to know of what is allowed; asks again once a second. */
    boolean hearsAllowed(long nanos) {
        if (nanos - lookAgain >= 0) {
            lookAgain = nanos + SECOND;
            hears = sinks.stream().anyMatch(AuditSink::hearsAllowed);
        }
        return hears;
    }

    void allowed(Entry entry) {
        // Nobody counts on every one of these.
        if (!closed && !queue.offer(entry)) {
            LOG.trace("no room to tell: {}", entry);
        }
    }

    /** Told always: whoever may do such things does them seldom. */
    void managed(Entry entry) {
        if (closed || !queue.offer(entry)) {
            LOG.warn("no room to tell: {}", entry.text());
        }
    }

    void refused(Entry entry, long nanos) {
        if (closed) {
            return;
        }
        Flood.Answer answer = flood.offer(entry.rule(), entry.module(), nanos);
        if (answer == Flood.Answer.TELL && !queue.offer(entry)) {
            answer = flood.hold(entry.rule(), entry.module());
        }
        // Where there is no room the teller is awake anyway.
        if (answer == Flood.Answer.FIRST_HELD && !queue.offer(WAKE)) {
            LOG.trace("no room to wake the teller, which is awake");
        }
    }

    private void tell() {
        long summary = System.nanoTime();
        try {
            while (!closed || !queue.isEmpty()) {
                boolean waits = flood.isHolding();
                Entry next = waits
                        ? queue.poll(Math.max(0, summary + SECOND - System.nanoTime()), TimeUnit.NANOSECONDS)
                        : queue.take();
                if (next != null && next != WAKE) {
                    each(sink -> sink.decided(next));
                }
                if (System.nanoTime() - summary >= SECOND) {
                    summary = System.nanoTime();
                    tellHeld();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the audit was interrupted with {} entries untold", queue.size());
        }
        tellHeld();
    }

    private void tellHeld() {
        Flood.Summary summary = flood.summary();
        if (summary != null) {
            each(sink -> sink.suppressed(summary.count(), summary.text()));
        }
    }

    private void each(Consumer<AuditSink> what) {
        for (AuditSink sink : sinks) {
            try {
                what.accept(sink);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("a decision could not be told", e);
            }
        }
    }

    boolean isTelling() {
        return teller.isAlive();
    }

    /** Tells what is waiting, for two seconds at most, then ends. What is refused later is not told. */
    @Override
    public void close() {
        closed = true;
        if (!queue.offer(WAKE)) {
            LOG.trace("no room to wake the teller, which is awake");
        }
        try {
            teller.join(TimeUnit.SECONDS.toMillis(2));
            if (teller.isAlive()) {
                List<Entry> rest = new ArrayList<>();
                queue.drainTo(rest);
                LOG.warn("{} decisions could not be told in time", rest.size());
                teller.interrupt();
            }
        } catch (InterruptedException e) {
            teller.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
