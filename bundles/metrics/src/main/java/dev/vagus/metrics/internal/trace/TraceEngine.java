package dev.vagus.metrics.internal.trace;

import dev.vagus.metrics.Journey;
import dev.vagus.metrics.TraceException;
import dev.vagus.metrics.TraceRecord;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.metrics.TraceStatus;
import dev.vagus.metrics.Tracing;
import dev.vagus.spi.FlowTracer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and ends tracing, keeps the records and gives them out. Thread-safe; starting and ending hold this object's lock,
 * under which the tracer is offered and withdrawn; nobody who traces ever takes it.
 */
public final class TraceEngine {
    /** Who started or ended tracing. */
    public enum Origin {
        /** The configuration. */
        CONFIGURATION,
        /** Code or the shell. */
        CODE
    }

    private static final Logger LOG = LoggerFactory.getLogger(TraceEngine.class);
    private static final int MOST_TAILS = 16;

    private final Clock wall;
    private final LongSupplier nanos;
    private final Consumer<@Nullable FlowTracer> offer;
    private final TraceRing ring;
    private final CopyOnWriteArrayList<LiveTail> tails = new CopyOnWriteArrayList<>();

    /** Guarded by this object, as is what follows. */
    private TraceSettings settings;

    private @Nullable TraceSession session;
    private @Nullable FileSink file;
    private @Nullable Instant since;
    private TraceSpec spec = TraceSpec.ALL;
    private String origin = "";
    private long formerRecords;
    private long formerLost;
    private boolean stopped;

    /**
     * An engine that does not trace yet.
     *
     * @param nanos a monotonic clock
     * @param offer offers the tracer to those who tell it, in the place of the former one; null to withdraw it
     */
    public TraceEngine(TraceSettings settings, Clock wall, LongSupplier nanos, Consumer<@Nullable FlowTracer> offer) {
        this.settings = settings;
        this.wall = wall;
        this.nanos = nanos;
        this.offer = offer;
        ring = new TraceRing(settings.ringRecords(), settings.ringBytes());
    }

    /** Does what the configuration says when it begins. */
    public synchronized void begin() {
        if (settings.enabled()) {
            startAsConfigured();
        }
    }

    /** Takes up other settings; starts or ends tracing only if what they say about that is other than before. */
    public synchronized void configure(TraceSettings changed) {
        TraceSettings before = settings;
        settings = changed;
        ring.bounds(changed.ringRecords(), changed.ringBytes());
        if (stopped || changed.wantsLike(before)) {
            return;
        }
        if (changed.enabled()) {
            startAsConfigured();
        } else {
            stop(Origin.CONFIGURATION);
        }
    }

    private void startAsConfigured() {
        try {
            start(settings.spec(), Origin.CONFIGURATION);
        } catch (TraceException e) {
            LOG.error("the configuration dev.vagus.metrics wants to trace: {}", e.getMessage());
        }
    }

    /** Begins, or goes on with another specification; throws as {@link Tracing#start} says. */
    public synchronized TraceStatus start(TraceSpec wanted, Origin by) {
        requireRunning();
        Path path = wanted.file();
        FileSink former = file;
        TraceSession before = session;
        if (path != null && former != null && path.equals(spec.file())) {
            // The same file is written by one thread at a time.
            end();
            former = null;
        }
        FileSink fresh = path == null ? null : FileSink.open(path, settings.file());
        if (before != null) {
            before.close();
        }
        if (former != null) {
            former.close();
        }
        ring.clear();
        List<TraceSession.TraceSink> sinks = new ArrayList<>(List.of(ring::add, this::tell));
        if (fresh != null) {
            sinks.add(fresh::add);
        }
        TraceSession begun = new TraceSession(wanted, wall, nanos, sinks);
        session = begun;
        file = fresh;
        spec = wanted;
        since = wall.instant();
        origin = by.name().toLowerCase(java.util.Locale.ROOT);
        formerLost = 0;
        offer.accept(begun);
        LOG.info("tracing is on: {}", wanted);
        return status();
    }

    private void tell(TraceRecord record) {
        for (LiveTail tail : tails) {
            tail.add(record);
        }
    }

    /** Ends it. */
    public synchronized TraceStatus stop(Origin by) {
        if (session != null) {
            end();
            origin = by.name().toLowerCase(java.util.Locale.ROOT);
            LOG.info("tracing is off");
        }
        return status();
    }

    private void end() {
        TraceSession ending = session;
        FileSink closing = file;
        offer.accept(null);
        session = null;
        file = null;
        since = null;
        if (ending != null) {
            ending.close();
            formerRecords = ending.records();
        }
        if (closing != null) {
            closing.close();
            formerLost = closing.lost();
        }
    }

    /** Ends it and archives its files; throws as {@link Tracing#stop(Path)} says. */
    public synchronized Path archive(Path folder, Origin by) {
        stop(by);
        Path path = spec.file();
        List<Path> files = path == null ? List.of() : RotatingFile.present(path.toAbsolutePath(), settings.files());
        if (files.isEmpty()) {
            throw new TraceException(
                    "tracing has ended; there is no file to archive: start it with a file, as in trace-start --file F",
                    null);
        }
        return Archive.of(files, folder, wall.instant());
    }

    /** How it is. */
    public synchronized TraceStatus status() {
        TraceSession current = session;
        FileSink sink = file;
        return new TraceStatus(
                current != null,
                spec,
                origin,
                since,
                current == null ? formerRecords : current.records(),
                ring.size(),
                sink == null ? formerLost : sink.lost(),
                sink == null ? "" : sink.problem());
    }

    /** The latest records, oldest first. */
    public List<TraceRecord> records(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit must be at least 1, but is " + limit);
        }
        return ring.latest(limit);
    }

    /** What was recorded around this id. */
    public Optional<Journey> journey(String id) {
        return Journeys.of(id, ring.all());
    }

    /** Follows the records; throws as {@link Tracing#tail} says. */
    public synchronized Tracing.Tail tail(Consumer<TraceRecord> listener) {
        requireRunning();
        if (tails.size() >= MOST_TAILS) {
            throw new TraceException(MOST_TAILS + " listeners follow the trace already; close one of them", null);
        }
        LiveTail tail = new LiveTail(listener, tails::remove);
        tails.add(tail);
        tail.begin();
        return tail;
    }

    private void requireRunning() {
        if (stopped) {
            throw new TraceException(
                    "the metrics bundle has stopped; get the Tracing service again when it is back", null);
        }
    }

    /** Ends for good, with every tail. */
    public void close() {
        synchronized (this) {
            stopped = true;
            end();
        }
        tails.forEach(LiveTail::close);
    }
}
