package dev.vagus.metrics.internal.trace;

import dev.vagus.metrics.TraceRecord;
import dev.vagus.metrics.TraceRecord.Phase;
import dev.vagus.module.ErrorRecord;
import dev.vagus.spi.FlowTracer.Span;
import dev.vagus.spi.FlowTracer.Work;
import dev.vagus.spi.Traceparent;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A piece of work that is being recorded. Thread-safe. */
final class OpenSpan implements Span {
    private static final String RECORDED = "01";

    private final TraceSession session;
    private final Work work;
    private final String traceId;
    private final String spanId;
    private final String parentId;
    private final boolean confidential;
    private final long start;

    OpenSpan(
            TraceSession session,
            Work work,
            String traceId,
            String spanId,
            @Nullable Traceparent parent,
            boolean confidential,
            long start) {
        this.session = session;
        this.work = work;
        this.traceId = traceId;
        this.spanId = spanId;
        this.parentId = parent == null ? "" : parent.spanId();
        this.confidential = confidential;
        this.start = start;
    }

    @Override
    public String traceparent() {
        return new Traceparent(traceId, spanId, RECORDED).toString();
    }

    void begun(String payload) {
        add(Phase.BEGIN, "", "", null, payload);
    }

    /** Of confidential work only what happened is said, since the rest may tell of the payload. */
    @Override
    public void note(String what, String detail) {
        if (session.isNoted(what)) {
            boolean mayTell = confidential && (what.equals("refused") || what.equals("dead-letter"));
            add(Phase.NOTE, what, mayTell ? "" : Masking.text(detail), null, "");
        }
    }

    @Override
    public void end(@Nullable ErrorRecord error) {
        Duration duration = Duration.ofNanos(session.nanos() - start);
        if (error == null) {
            add(Phase.END, "", "", duration, "");
        } else {
            String what = error.category().label() + ' ' + error.type();
            add(Phase.ERROR, "", confidential ? what : Masking.text(what + ": " + error.message()), duration, "");
        }
    }

    private void add(Phase phase, String note, String detail, @Nullable Duration duration, String payload) {
        session.add((number, time) -> new TraceRecord(
                number,
                time,
                phase,
                kind(),
                traceId,
                spanId,
                parentId,
                work.id(),
                work.subject(),
                work.type(),
                work.module(),
                work.peer(),
                work.attempt(),
                work.correlationId() == null ? "" : work.correlationId(),
                note,
                detail,
                duration,
                payload));
    }

    private String kind() {
        return work.kind().name().toLowerCase(Locale.ROOT);
    }
}
