package dev.vagus.metrics.internal.trace;

import dev.vagus.metrics.Journey;
import dev.vagus.metrics.Journey.Stage;
import dev.vagus.metrics.TraceRecord;
import dev.vagus.metrics.TraceRecord.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts records together again: which work was inside of which. */
final class Journeys {
    /** Records of one piece of work, by their numbers, the first of which stands for it. */
    private static final class Collected {
        private final TreeMap<Long, TraceRecord> records = new TreeMap<>();
        private final List<Collected> inside = new ArrayList<>();

        TraceRecord first() {
            return records.firstEntry().getValue();
        }

        @Nullable
        TraceRecord end() {
            TraceRecord last = records.lastEntry().getValue();
            return last.phase() == Phase.END || last.phase() == Phase.ERROR ? last : null;
        }
    }

    private Journeys() {}

    /** The journey of what has this id: a call, message, event, trace or affair. */
    static Optional<Journey> of(String id, List<TraceRecord> records) {
        Set<String> traces = new HashSet<>();
        for (TraceRecord record : records) {
            if (id.equals(record.id()) || id.equals(record.traceId()) || id.equals(record.correlationId())) {
                traces.add(record.traceId());
            }
        }
        Map<String, Collected> spans = new LinkedHashMap<>();
        for (TraceRecord record : records) {
            if (traces.contains(record.traceId())) {
                spans.computeIfAbsent(record.spanId(), span -> new Collected())
                        .records
                        .put(record.sequence(), record);
            }
        }
        if (id.isEmpty() || spans.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(journey(spans));
    }

    private static Journey journey(Map<String, Collected> spans) {
        List<Collected> roots = new ArrayList<>();
        for (Collected span : spans.values()) {
            Collected parent = spans.get(span.first().parentId());
            (parent == null ? roots : parent.inside).add(span);
        }
        Instant begin = spans.values().stream()
                .map(span -> span.first().time())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new Journey(begin, stages(roots, begin));
    }

    private static List<Stage> stages(List<Collected> spans, Instant begin) {
        return spans.stream()
                .sorted(Comparator.comparingLong(span -> span.first().sequence()))
                .map(span -> stage(span, begin))
                .toList();
    }

    private static Stage stage(Collected span, Instant begin) {
        TraceRecord first = span.first();
        TraceRecord end = span.end();
        return new Stage(
                first,
                Duration.between(begin, first.time()),
                end == null ? null : end.duration(),
                end != null && end.phase() == Phase.ERROR ? end.detail() : "",
                span.records.values().stream()
                        .filter(record -> record.phase() == Phase.NOTE)
                        .toList(),
                stages(span.inside, begin));
    }
}
