package dev.vagus.metrics.internal.trace;

import dev.vagus.metrics.TraceLevel;
import dev.vagus.metrics.TraceRecord;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.spi.FlowTracer;
import dev.vagus.spi.Traceparent;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One start of tracing: decides what is recorded, and makes the records. After {@link #close} nothing is. Thread-safe. */
final class TraceSession implements FlowTracer {
    /** What is noted at the level basic: what became of the work, not which way it went. */
    private static final Set<String> DETAILS = Set.of("route", "filtered", "skipped");

    private final TraceSpec spec;
    private final WorkFilter filter;
    private final SpanIds ids = new SpanIds();
    private final AtomicLong sequence = new AtomicLong();
    private final Clock wall;
    private final LongSupplier nanos;
    private final List<TraceSink> sinks;

    /** Held shared while a record is made and given out, and alone to end that: after that nothing comes any more. */
    private final ReentrantReadWriteLock giving = new ReentrantReadWriteLock();

    /** Written with that lock held alone. */
    private volatile boolean open = true;

    /** Whoever gets the records. */
    @FunctionalInterface
    interface TraceSink {
        /** Takes one; never waits. */
        void add(TraceRecord record);
    }

    TraceSession(TraceSpec spec, Clock wall, LongSupplier nanos, List<TraceSink> sinks) {
        this.spec = spec;
        this.wall = wall;
        this.nanos = nanos;
        this.sinks = List.copyOf(sinks);
        filter = new WorkFilter(spec);
    }

    /** How many records were made. */
    long records() {
        return sequence.get();
    }

    /** Ends it; when this returns, every record that was made is with all who want it. */
    void close() {
        giving.writeLock().lock();
        try {
            open = false;
        } finally {
            giving.writeLock().unlock();
        }
    }

    @Override
    public @Nullable Span begin(Work work, Supplier<@Nullable Object> payload) {
        if (!open || !isOfLevel(work)) {
            return null;
        }
        Traceparent parent = Traceparent.parse(work.traceparent());
        boolean inside = parent != null && ids.isOurs(parent);
        if (!inside && !filter.matches(work)) {
            return null;
        }
        boolean confidential = work.confidential() || (inside && parent != null && SpanIds.isConfidential(parent));
        String trace = parent == null ? ids.trace() : parent.traceId();
        OpenSpan span =
                new OpenSpan(this, work, trace, ids.span(confidential), parent, confidential, nanos.getAsLong());
        boolean told = work.kind() == Kind.DELIVERY && inside;
        span.begun(spec.level() != TraceLevel.VERBOSE || confidential || told ? "" : Masking.payload(payload.get()));
        return span;
    }

    private boolean isOfLevel(Work work) {
        return spec.level() != TraceLevel.BASIC || (work.kind() != Kind.STEP && work.kind() != Kind.HEARING);
    }

    boolean isNoted(String what) {
        return spec.level() != TraceLevel.BASIC || !DETAILS.contains(what);
    }

    long nanos() {
        return nanos.getAsLong();
    }

    /** Gives a record to all who want it, unless it is over. */
    void add(Recording recording) {
        giving.readLock().lock();
        try {
            if (open) {
                TraceRecord record = recording.numbered(sequence.incrementAndGet(), wall.instant());
                for (int i = 0; i < sinks.size(); i++) {
                    sinks.get(i).add(record);
                }
            }
        } finally {
            giving.readLock().unlock();
        }
    }

    /** A record but for its number and its time. */
    @FunctionalInterface
    interface Recording {
        TraceRecord numbered(long number, java.time.Instant time);
    }
}
