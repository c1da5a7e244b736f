package dev.vagus.metrics.internal.trace;

import dev.vagus.metrics.TraceSpec;
import dev.vagus.spi.FlowTracer;
import dev.vagus.spi.FlowTracer.Kind;
import dev.vagus.spi.FlowTracer.Span;
import dev.vagus.spi.FlowTracer.Work;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An engine on a clock that stands still, and work to be told to it. */
final class Works {
    final AtomicLong nanos = new AtomicLong();
    final TraceEngine engine;

    @Nullable
    FlowTracer tracer;

    Works() {
        this(TraceSettings.DEFAULT);
    }

    Works(TraceSettings settings) {
        Clock wall = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
        engine = new TraceEngine(settings, wall, nanos::get, offered -> tracer = offered);
    }

    static TraceSettings small(long fileBytes, int files, TraceSpec spec, boolean enabled) {
        return new TraceSettings(enabled, spec, 100, 1 << 20, fileBytes, files);
    }

    static Work work(Kind kind, String subject, @Nullable Span parent) {
        return work(kind, subject, "", "Caller", "Called", parent, false);
    }

    static Work work(
            Kind kind,
            String subject,
            String type,
            String module,
            String peer,
            @Nullable Span parent,
            boolean confidential) {
        String trace = parent == null ? null : parent.traceparent();
        return new Work(kind, "id-" + subject, subject, type, module, peer, 1, null, trace, confidential);
    }

    @Nullable
    Span begin(Work work, @Nullable Object payload) {
        return Objects.requireNonNull(tracer).begin(work, () -> payload);
    }

    /** Begins work that is recorded. */
    Span recorded(Work work, @Nullable Object payload) {
        return Objects.requireNonNull(begin(work, payload), () -> work + " is not recorded");
    }

    void call(String operation) {
        recorded(work(Kind.CALL, operation, null), null).end(null);
    }

    TraceSpec into(Path file) {
        return TraceSpec.ALL.into(file);
    }
}
