package dev.vagus.events.internal.engine;

import dev.vagus.delivery.trace.CarefulSpan;
import dev.vagus.delivery.trace.CarefulTracer;
import dev.vagus.delivery.trace.TracerSlot;
import dev.vagus.spi.FlowContext;
import org.jspecify.annotations.Nullable;

/** Runs one handler in the work that its event belongs to, and records that where there is a tracer. Thread-safe. */
final class HandlerRun {
    private final HandlerIdentity handler;
    private final Sink sink;
    private final TracerSlot tracers;

    HandlerRun(HandlerIdentity handler, Sink sink, TracerSlot tracers) {
        this.handler = handler;
        this.sink = sink;
        this.tracers = tracers;
    }

    /**
     * Runs it on this thread.
     *
     * @param inside the work; null for the one that the thread is in anyway
     */
    void run(Occurrence occurrence, @Nullable FlowContext inside) throws Exception {
        if (tracers.isOn() && isTold(occurrence)) {
            traced(occurrence, inside == null ? FlowContext.current() : inside);
        } else {
            runIn(occurrence, inside);
        }
    }

    /** What the framework itself causes is no traffic of modules. */
    private static boolean isTold(Occurrence occurrence) {
        return !occurrence.isHurried() || occurrence.flow() != FlowContext.NONE;
    }

    private void traced(Occurrence occurrence, FlowContext inside) throws Exception {
        CarefulTracer tracer = tracers.now();
        CarefulSpan span = tracer == null ? null : EventTrace.hearing(tracer, occurrence, handler, inside);
        if (span == null) {
            runIn(occurrence, inside);
            return;
        }
        try {
            runIn(occurrence, EventTrace.within(inside, span));
            span.end(null);
        } catch (Throwable e) {
            span.endWith(e);
            throw e;
        }
    }

    private void runIn(Occurrence occurrence, @Nullable FlowContext inside) throws Exception {
        if (inside == null || inside == FlowContext.NONE) {
            sink.accept(occurrence);
            return;
        }
        FlowContext before = FlowContext.swap(inside);
        try {
            sink.accept(occurrence);
        } finally {
            FlowContext.set(before);
        }
    }
}
