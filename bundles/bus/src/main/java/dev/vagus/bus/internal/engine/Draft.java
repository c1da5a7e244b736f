package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Priority;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.Traceparent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a sender says about a message beside its payload.
 *
 * @param channel the name of the channel
 * @param type the message's type
 * @param priority its priority
 * @param timeToLive null for the channel's default
 * @param headers immutable
 * @param correlationId null for that of the context
 * @param detached whether the deadline of the context does not concern it
 */
public record Draft(
        String channel,
        String type,
        Priority priority,
        @Nullable Duration timeToLive,
        Map<String, String> headers,
        @Nullable String correlationId,
        boolean detached) {

    /** A message with nothing special. */
    public static Draft plain(String channel, String type) {
        return new Draft(channel, type, Priority.NORMAL, null, Map.of(), null, false);
    }

    /**
     * What the message takes along of this context, and what its sender said instead. A trace context that is not valid is as
     * if it had not been said.
     */
    FlowContext flow(FlowContext around) {
        String trace = headers.isEmpty() ? null : Traceparent.validOrNull(headers.get(FlowContext.TRACEPARENT));
        return around.with(
                correlationId != null ? correlationId : around.correlationId(),
                detached ? FlowContext.NO_DEADLINE : around.deadline(),
                trace != null ? trace : around.traceparent(),
                0);
    }

    /** The trace context that its headers say, also that there is none; that of this flow where what they say is not valid. */
    @Nullable
    String trace(FlowContext flow) {
        String said = headers.get(FlowContext.TRACEPARENT);
        return said == null || Traceparent.isValid(said) ? said : flow.traceparent();
    }

    /** The headers, with the trace context that the message takes along. */
    Map<String, String> headers(FlowContext flow) {
        return headers(headers, flow);
    }

    /** These headers, with the trace context of this flow. */
    static Map<String, String> headers(Map<String, String> headers, FlowContext flow) {
        String trace = flow.traceparent();
        if (trace == null && headers.isEmpty()) {
            return headers;
        }
        if (Objects.equals(trace, headers.get(FlowContext.TRACEPARENT))) {
            return headers;
        }
        Map<String, String> more = new HashMap<>(headers);
        more.remove(FlowContext.TRACEPARENT);
        if (trace != null) {
            more.put(FlowContext.TRACEPARENT, trace);
        }
        return Map.copyOf(more);
    }

    /** The message that it describes, sent now; its time to live is decided. */
    Envelope envelope(Owner sender, @Nullable Object payload, FlowContext flow, Clocks clocks, Structures structures) {
        Life life = Life.of(timeToLive, flow, clocks);
        return new Envelope(channel, type, priority, life, headers(flow), sender, payload, flow, clocks, structures);
    }

    /** The same with this header. */
    Draft withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return withHeaders(more);
    }

    /** The same with these headers. */
    Draft withHeaders(Map<String, String> others) {
        return new Draft(channel, type, priority, timeToLive, Map.copyOf(others), correlationId, detached);
    }

    /** The same without the header that brings a token. */
    Draft withoutToken() {
        return TokenHeader.isIn(headers) ? withHeaders(TokenHeader.without(headers)) : this;
    }

    /** Everything but a token. */
    @Override
    public String toString() {
        return "Draft[channel=" + channel + ", type=" + type + ", priority=" + priority + ", headers="
                + TokenHeader.without(headers) + ']';
    }

    Draft withTimeToLive(Duration life) {
        return new Draft(channel, type, priority, life, headers, correlationId, detached);
    }
}
