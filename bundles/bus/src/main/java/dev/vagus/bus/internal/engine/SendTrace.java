package dev.vagus.bus.internal.engine;

import dev.vagus.delivery.trace.CarefulSpan;
import dev.vagus.delivery.trace.CarefulTracer;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.FlowTracer.Kind;
import dev.vagus.spi.FlowTracer.Work;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is recorded of the sending of one message. Used on the sender's thread. */
final class SendTrace {
    private final CarefulTracer tracer;
    private final Owner source;
    private final Draft draft;
    private boolean begun;
    private @Nullable CarefulSpan span;

    private SendTrace(CarefulTracer tracer, Owner source, Draft draft) {
        this.tracer = tracer;
        this.source = source;
        this.draft = draft;
    }

    /** Sends, and records what comes of it. */
    static <T> T around(CarefulTracer tracer, Owner source, Draft draft, Function<SendTrace, T> sending) {
        SendTrace trace = new SendTrace(tracer, source, draft);
        try {
            T sent = sending.apply(trace);
            trace.end(null);
            return sent;
        } catch (RuntimeException | Error e) {
            trace.end(e);
            throw e;
        }
    }

    /** The message as it goes on from here: what is done with it is inside of its sending. */
    Envelope begin(Envelope envelope, boolean confidential) {
        begun = true;
        CarefulSpan recorded = tracer.begin(
                new Work(
                        Kind.SEND,
                        envelope.id().toString(),
                        envelope.channel(),
                        envelope.type(),
                        envelope.source(),
                        "",
                        1,
                        envelope.correlationId(),
                        envelope.flow().traceparent(),
                        confidential),
                envelope::structure);
        if (recorded == null) {
            return envelope;
        }
        span = recorded;
        return within(envelope, recorded);
    }

    /** The same message, as it is inside of this work. */
    static Envelope within(Envelope envelope, CarefulSpan span) {
        Draft inside = envelope.draft().withHeader(FlowContext.TRACEPARENT, span.traceparent());
        return new Envelope(envelope, inside, envelope.payload(), 0);
    }

    void note(String what, String detail) {
        CarefulSpan recorded = span;
        if (recorded != null) {
            recorded.note(what, detail);
        }
    }

    /** One that was refused before it was a message has no id. */
    private void end(@Nullable Throwable error) {
        if (!begun) {
            FlowContext flow = draft.flow(FlowContext.current());
            Work refused = new Work(
                    Kind.SEND,
                    "",
                    draft.channel(),
                    draft.type(),
                    source.module(),
                    "",
                    1,
                    flow.correlationId(),
                    flow.traceparent(),
                    true);
            span = tracer.begin(refused, CarefulTracer.NO_PAYLOAD);
        }
        CarefulSpan recorded = span;
        if (recorded != null) {
            if (error != null) {
                recorded.note("refused", String.valueOf(error.getMessage()));
            }
            recorded.endWith(error);
        }
    }
}
