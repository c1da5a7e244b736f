package dev.vagus.bus.internal.engine;

import dev.vagus.bus.internal.engine.HandlerReceiver.Failures;
import dev.vagus.delivery.Verdict;
import dev.vagus.delivery.trace.CarefulSpan;
import dev.vagus.delivery.trace.CarefulTracer;
import dev.vagus.module.ErrorRecord;
import dev.vagus.spi.FlowTracer.Kind;
import dev.vagus.spi.FlowTracer.Work;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that is recorded: the handler gets the message with the trace context of the attempt, and whoever decides
 * what becomes of it the message as it was sent, so that the next attempt is beside this one and not inside of it.
 */
final class TracedDelivery implements Delivery, Failures {
    private final Delivery delivery;
    private final Envelope heard;
    private final CarefulSpan span;
    private final Failures failures;

    private TracedDelivery(Delivery delivery, CarefulSpan span, Failures failures) {
        this.delivery = delivery;
        this.span = span;
        this.failures = failures;
        heard = SendTrace.within(delivery.envelope(), span);
    }

    /** Begins to record an attempt; null when it is not recorded. */
    static @Nullable TracedDelivery begin(
            CarefulTracer tracer, Delivery delivery, BusSubscription subscription, Failures failures) {
        Envelope envelope = delivery.envelope();
        Work work = new Work(
                Kind.DELIVERY,
                envelope.id().toString(),
                envelope.channel(),
                envelope.type(),
                subscription.terms().owner().module(),
                subscription.label(),
                delivery.attempts() + 1,
                envelope.correlationId(),
                envelope.flow().traceparent(),
                subscription.channel().spec().encrypted());
        CarefulSpan span = tracer.begin(work, envelope::structure);
        return span == null ? null : new TracedDelivery(delivery, span, failures);
    }

    @Override
    public Envelope envelope() {
        return delivery.envelope();
    }

    @Override
    public Envelope heard() {
        return heard;
    }

    @Override
    public int attempts() {
        return delivery.attempts();
    }

    @Override
    public long firstFailedAt() {
        return delivery.firstFailedAt();
    }

    @Override
    public long deadline() {
        return delivery.deadline();
    }

    @Override
    public void note(String what, String detail) {
        span.note(what, detail);
    }

    @Override
    public Verdict failed(Delivery attempted, ErrorRecord error) {
        try {
            return failures.failed(attempted, error);
        } finally {
            span.end(error);
        }
    }

    /** The attempt was not made, since the module may not hear the channel. */
    Verdict refused(ErrorRecord refusal, Redelivery redelivery) {
        try {
            return redelivery.refused(this, refusal);
        } finally {
            span.end(refusal);
        }
    }

    @Override
    public void ended(Delivery attempted) {
        try {
            failures.ended(attempted);
        } finally {
            span.end(null);
        }
    }
}
