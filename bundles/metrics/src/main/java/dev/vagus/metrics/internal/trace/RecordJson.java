package dev.vagus.metrics.internal.trace;

import dev.vagus.metrics.TraceRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A record as one line of JSON; what is empty is left out. */
final class RecordJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final double NANOS_PER_MICRO = 1_000;

    private RecordJson() {}

    static String line(TraceRecord record) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("sequence", record.sequence());
        facts.put("time", record.time().toString());
        facts.put("phase", record.phase().name().toLowerCase(Locale.ROOT));
        facts.put("kind", record.kind());
        put(facts, "trace_id", record.traceId());
        put(facts, "span_id", record.spanId());
        put(facts, "parent_id", record.parentId());
        put(facts, "id", record.id());
        put(facts, "subject", record.subject());
        put(facts, "type", record.type());
        put(facts, "module", record.module());
        put(facts, "peer", record.peer());
        if (record.attempt() > 1) {
            facts.put("attempt", record.attempt());
        }
        put(facts, "correlation_id", record.correlationId());
        put(facts, "note", record.note());
        put(facts, "detail", record.detail());
        Duration duration = record.duration();
        if (duration != null) {
            facts.put("duration_us", duration.toNanos() / NANOS_PER_MICRO);
        }
        put(facts, "payload", record.payload());
        return MAPPER.writeValueAsString(facts);
    }

    private static void put(Map<String, Object> facts, String name, String text) {
        if (!text.isEmpty()) {
            facts.put(name, text);
        }
    }
}
