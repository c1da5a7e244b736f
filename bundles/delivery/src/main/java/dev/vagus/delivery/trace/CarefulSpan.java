package dev.vagus.delivery.trace;

import dev.vagus.module.ErrorRecord;
import dev.vagus.spi.FlowTracer.Span;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A piece of work that is being recorded; ends once, however often that is said. Thread-safe. */
public final class CarefulSpan {
    private final CarefulTracer tracer;
    private final Span span;
    private final String traceparent;
    private final AtomicBoolean ended = new AtomicBoolean();

    CarefulSpan(CarefulTracer tracer, Span span, String traceparent) {
        this.tracer = tracer;
        this.span = span;
        this.traceparent = traceparent;
    }

    /** The trace context of what is done inside of it. */
    public String traceparent() {
        return traceparent;
    }

    /** Something has happened within it. */
    public void note(String what, String detail) {
        try {
            span.note(what, detail);
        } catch (RuntimeException | LinkageError e) {
            tracer.failed(e);
        }
    }

    /** It is over; null when it succeeded. */
    public void end(@Nullable ErrorRecord error) {
        if (ended.compareAndSet(false, true)) {
            try {
                span.end(error);
            } catch (RuntimeException | LinkageError e) {
                tracer.failed(e);
            }
        }
    }

    /** It is over with what was thrown; null when nothing was. */
    public void endWith(@Nullable Throwable error) {
        end(error == null ? null : ErrorRecord.of(error));
    }
}
