package dev.vagus.shell.internal.commands;

import dev.vagus.metrics.Journey;
import dev.vagus.metrics.TraceException;
import dev.vagus.metrics.TraceRecord;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.metrics.TraceStatus;
import dev.vagus.metrics.Tracing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tracing in memory; a tail gets the records that are there. */
final class FakeTracing implements Tracing {
    static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

    final List<TraceRecord> records = new ArrayList<>();
    final Map<String, Journey> journeys = new HashMap<>();
    TraceStatus status = new TraceStatus(false, TraceSpec.ALL, "", null, 0, 0, 0, "");

    @Nullable
    Path archived;

    static TraceRecord record(TraceRecord.Phase phase, String kind, String subject, String detail) {
        boolean over = phase == TraceRecord.Phase.END || phase == TraceRecord.Phase.ERROR;
        return new TraceRecord(
                1,
                BEGIN,
                phase,
                kind,
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                "",
                "id-" + subject,
                subject,
                "",
                "Shop",
                "Lab",
                1,
                "",
                phase == TraceRecord.Phase.NOTE ? "route" : "",
                detail,
                over ? Duration.ofNanos(1_500_000) : null,
                "");
    }

    @Override
    public TraceStatus start(TraceSpec spec) {
        status = new TraceStatus(true, spec, "code", BEGIN, 0, 0, 0, "");
        return status;
    }

    @Override
    public TraceStatus stop() {
        status = new TraceStatus(false, status.spec(), "code", null, 12, 12, 3, "");
        return status;
    }

    @Override
    public Path stop(Path folder) {
        stop();
        if (status.spec().file() == null) {
            throw new TraceException("there is no file to archive", null);
        }
        archived = folder.resolve("vagus-trace.zip");
        return archived;
    }

    @Override
    public TraceStatus status() {
        return status;
    }

    @Override
    public List<TraceRecord> records(int limit) {
        return records.subList(Math.max(0, records.size() - limit), records.size());
    }

    @Override
    public Optional<Journey> journey(String id) {
        return Optional.ofNullable(journeys.get(id));
    }

    @Override
    public Tail tail(Consumer<TraceRecord> listener) {
        records.forEach(listener);
        return new Tail() {
            private boolean open = true;

            @Override
            public long lost() {
                return 0;
            }

            @Override
            public void close() {
                open = false;
            }

            @Override
            public boolean isOpen() {
                return open;
            }
        };
    }
}
