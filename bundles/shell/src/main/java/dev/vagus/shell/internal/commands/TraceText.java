package dev.vagus.shell.internal.commands;

import dev.vagus.metrics.TraceRecord;
import dev.vagus.metrics.TraceRecord.Phase;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.metrics.TraceStatus;
import dev.vagus.shell.internal.model.Choices;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was recorded, for people and as JSON has it. */
final class TraceText {
    private static final double NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final int SHOWN_OF_TRACE_ID = 8;

    private TraceText() {}

    /** Such as {@code send begin}, {@code delivery #2 error} or {@code send route}. */
    static String what(TraceRecord record) {
        return kind(record) + " " + (record.phase() == Phase.NOTE ? record.note() : Choices.label(record.phase()));
    }

    static String kind(TraceRecord record) {
        return record.kind() + (record.attempt() > 1 ? " #" + record.attempt() : "");
    }

    static String subject(TraceRecord record) {
        return record.type().isEmpty() ? record.subject() : record.subject() + " " + record.type();
    }

    static String between(TraceRecord record) {
        return record.peer().isEmpty() ? record.module() : record.module() + " -> " + record.peer();
    }

    static String detail(TraceRecord record) {
        return record.payload().isEmpty() ? record.detail() : record.payload();
    }

    /** Such as {@code 12.345 ms}; nothing for null. */
    static String took(@Nullable Duration duration) {
        return duration == null ? "" : String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / NANOS_PER_MILLI);
    }

    /** A record on one line. */
    static String line(TraceRecord record) {
        return Stream.of(
                        Times.time(record.time()),
                        record.traceId().substring(0, SHOWN_OF_TRACE_ID),
                        what(record),
                        subject(record),
                        between(record),
                        took(record.duration()),
                        record.id(),
                        detail(record))
                .filter(part -> !part.isEmpty())
                .map(part -> part.replaceAll("\\p{Cntrl}+", " "))
                .collect(Collectors.joining("  "));
    }

    /** A record as JSON has it. */
    static Map<String, @Nullable Object> structure(TraceRecord record) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("sequence", record.sequence());
        facts.put("time", record.time());
        facts.put("phase", Choices.label(record.phase()));
        facts.put("kind", record.kind());
        facts.put("traceId", record.traceId());
        facts.put("spanId", record.spanId());
        facts.put("parentId", record.parentId());
        facts.put("id", record.id());
        facts.put("subject", record.subject());
        facts.put("type", record.type());
        facts.put("module", record.module());
        facts.put("peer", record.peer());
        facts.put("attempt", record.attempt());
        facts.put("correlationId", record.correlationId());
        facts.put("note", record.note());
        facts.put("detail", record.detail());
        facts.put("micros", micros(record.duration()));
        facts.put("payload", record.payload());
        return facts;
    }

    static @Nullable Double micros(@Nullable Duration duration) {
        return duration == null ? null : duration.toNanos() / NANOS_PER_MICRO;
    }

    /** What is recorded, on one line. */
    static String of(TraceSpec spec) {
        String which = Stream.of(
                        some("modules", spec.modules()),
                        some("channels", spec.channels()),
                        some("operations", spec.operations()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        Path file = spec.file();
        return "level " + Choices.label(spec.level()) + ", " + (which.isEmpty() ? "everything" : which)
                + (file == null ? ", in memory" : ", in memory and in " + file.toAbsolutePath());
    }

    private static String some(String what, List<String> patterns) {
        return patterns.isEmpty() ? "" : what + " " + String.join(" ", patterns);
    }

    /** Whether it is on and what it records, on one line. */
    static String state(TraceStatus status) {
        Instant since = status.since();
        return since == null
                ? "tracing is off: trace-start begins it"
                : "tracing is on since " + Times.moment(since) + ": " + of(status.spec());
    }

    static Map<String, Object> facts(TraceStatus status) {
        Map<String, Object> facts = new LinkedHashMap<>();
        Instant since = status.since();
        facts.put("tracing", since == null ? "off" : "on since " + Times.date(since));
        facts.put("by", status.origin().isEmpty() ? "-" : status.origin());
        facts.put("records", status.on() || status.records() > 0 ? of(status.spec()) : "-");
        facts.put("made", status.records());
        facts.put("in memory", status.kept());
        facts.put("lost to the file", status.lost());
        facts.put("problem", status.problem().isEmpty() ? "-" : status.problem());
        return facts;
    }

    static Map<String, @Nullable Object> structure(TraceStatus status) {
        TraceSpec spec = status.spec();
        Path file = spec.file();
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("on", status.on());
        facts.put("origin", status.origin());
        facts.put("since", status.since());
        facts.put("level", Choices.label(spec.level()));
        facts.put("modules", spec.modules());
        facts.put("channels", spec.channels());
        facts.put("operations", spec.operations());
        facts.put("file", file == null ? null : file.toAbsolutePath().toString());
        facts.put("records", status.records());
        facts.put("kept", status.kept());
        facts.put("lost", status.lost());
        facts.put("problem", status.problem());
        return facts;
    }
}
