package dev.vagus.delivery.trace;

import dev.vagus.spi.FlowTracer;
import dev.vagus.spi.FlowTracer.Span;
import dev.vagus.spi.FlowTracer.Work;
import dev.vagus.spi.Traceparent;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tracer whose failures do not reach the work that it traces: they are logged, the first one as a warning. Thread-safe. */
public final class CarefulTracer {
    /** Of work that has no payload. */
    public static final Supplier<@Nullable Object> NO_PAYLOAD = () -> null;

    private static final Logger LOG = LoggerFactory.getLogger(CarefulTracer.class);

    private final FlowTracer service;
    private final AtomicBoolean told = new AtomicBoolean();

    CarefulTracer(FlowTracer service) {
        this.service = service;
    }

    /** Begins to record; null when the work is not recorded, or the tracer failed. */
    public @Nullable CarefulSpan begin(Work work, Supplier<@Nullable Object> payload) {
        try {
            Span span = service.begin(work, () -> structure(payload));
            if (span == null) {
                return null;
            }
            String context = span.traceparent();
            if (!Traceparent.isValid(context)) {
                throw new IllegalStateException("'" + context + "' is no trace context");
            }
            return new CarefulSpan(this, span, context);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failed(e);
            return null;
        }
    }

    /** What has no structure is recorded without its payload. */
    private static @Nullable Object structure(Supplier<@Nullable Object> payload) {
        try {
            return payload.get();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.debug("a payload has no structure", e);
            return null;
        }
    }

    void failed(Throwable e) {
        if (told.compareAndSet(false, true)) {
            LOG.warn("the tracer failed, and what it was told is not recorded; later failures are logged as debug", e);
        } else {
            LOG.debug("the tracer failed", e);
        }
    }
}
