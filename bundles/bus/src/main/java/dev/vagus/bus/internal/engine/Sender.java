package dev.vagus.bus.internal.engine;

import dev.vagus.bus.MessageInterceptor.Next;
import dev.vagus.bus.MessageSending;
import dev.vagus.bus.Priority;
import dev.vagus.bus.Reply;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.delivery.trace.CarefulTracer;
import dev.vagus.delivery.trace.TracerSlot;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The way of a message from its sender into the mailboxes. Runs on the sender's thread and takes no lock. */
final class Sender {
    private static final int LONGEST_TYPE = 256;

    private final Channels channels;
    private final Control control;
    private final Requests requests;
    private final Clocks clocks;
    private final Structures structures;
    private final FanOut fanOut;
    private final TracerSlot tracers;

    Sender(Channels channels, Control control, Requests requests, Surroundings around) {
        this.channels = channels;
        this.control = control;
        this.requests = requests;
        clocks = around.clocks();
        structures = around.structures();
        fanOut = new FanOut(around);
        tracers = channels.tracers();
    }

    /** Sends a message of which there is nothing to say but its type. */
    TimeOrderedId send(Owner source, String channelName, String type, @Nullable Object data) {
        if (tracers.isOn()) {
            return send(source, Draft.plain(channelName, type), data);
        }
        @Nullable Object[] place = FlowContext.place();
        FlowContext around = FlowContext.current(place);
        FlowContext flow = around.depth() == 0
                ? around
                : around.with(around.correlationId(), around.deadline(), around.traceparent(), 0);
        Channel channel = admitted(channelName, type, source, Map.of(), flow);
        ChannelGate gate = channel.gate();
        if (gate != null) {
            flow = passed(gate, channel, source, Map.of(), flow);
        }
        Object payload = share(channel, type, data);
        Envelope envelope = new Envelope(
                channelName,
                type,
                Priority.NORMAL,
                Life.of(channel.spec().timeToLive(), flow, clocks),
                Draft.headers(Map.of(), flow),
                source,
                payload,
                flow,
                clocks,
                structures);
        route(channel, envelope, source, null, place);
        return envelope.id();
    }

    TimeOrderedId send(Owner source, Draft draft, @Nullable Object data) {
        CarefulTracer tracer = tracers.now();
        return tracer == null
                ? send(source, draft, data, null)
                : SendTrace.around(tracer, source, draft, trace -> send(source, draft, data, new Tally(trace)));
    }

    private TimeOrderedId send(Owner source, Draft said, @Nullable Object data, @Nullable Tally tally) {
        Draft draft = said;
        @Nullable Object[] place = FlowContext.place();
        FlowContext flow = draft.flow(FlowContext.current(place));
        Channel channel = admitted(draft.channel(), draft.type(), source, draft.headers(), flow);
        ChannelGate gate = channel.gate();
        if (gate != null) {
            flow = passed(gate, channel, source, draft.headers(), flow);
            draft = draft.withoutToken();
        }
        Object payload = share(channel, draft.type(), data);
        Envelope envelope = withLife(draft, channel).envelope(source, payload, flow, clocks, structures);
        route(channel, envelope, source, tally, place);
        return envelope.id();
    }

    /** Sends a message that wants an answer; the executor completes the future. */
    CompletableFuture<Reply> request(
            Owner source, Draft draft, @Nullable Object data, Duration timeout, Executor executor) {
        CarefulTracer tracer = tracers.now();
        return tracer == null
                ? request(source, draft, data, timeout, executor, null)
                : SendTrace.around(
                        tracer,
                        source,
                        draft,
                        trace -> request(source, draft, data, timeout, executor, new Tally(trace)));
    }

    private CompletableFuture<Reply> request(
            Owner source,
            Draft said,
            @Nullable Object data,
            Duration timeout,
            Executor executor,
            @Nullable Tally tally) {
        Draft draft = said;
        @Nullable Object[] place = FlowContext.place();
        FlowContext around = draft.flow(FlowContext.current(place));
        Channel channel = admitted(draft.channel(), draft.type(), source, draft.headers(), around);
        ChannelGate gate = channel.gate();
        if (gate != null) {
            around = passed(gate, channel, source, draft.headers(), around);
            draft = draft.withoutToken();
        }
        Object payload = share(channel, draft.type(), data);
        long now = clocks.nanos().getAsLong();
        long deadline = FlowContext.earlier(around.deadline(), FlowContext.deadlineAt(now + timeout.toNanos()));
        FlowContext flow = around.with(around.correlationId(), deadline, around.traceparent(), 0);
        Envelope envelope = withLife(draft, channel).envelope(source, payload, flow, clocks, structures);
        envelope.wantsAnswer(requests);
        PendingRequest pending = requests.open(envelope, Duration.ofNanos(Math.max(0, deadline - now)), executor);
        try {
            pending.routed(route(channel, envelope, source, tally, place));
        } catch (RuntimeException e) {
            pending.future().cancel(false);
            throw e;
        }
        return pending.future();
    }

    private Channel admitted(
            String channelName, String type, Owner source, Map<String, String> headers, FlowContext flow) {
        checkType(type);
        Channel channel = channels.find(channelName);
        if (channel == null) {
            // Who may not send there does not make a channel by trying.
            ChannelGate gate = channels.gateOf(channelName);
            if (gate != null) {
                gate.admit(source, headers, flow, clocks.nanos().getAsLong());
            }
            channel = channels.forSending(channelName);
        }
        control.admit(channel);
        return channel;
    }

    /** What the message takes along if the gate lets it pass. */
    private FlowContext passed(
            ChannelGate gate, Channel channel, Owner source, Map<String, String> headers, FlowContext flow) {
        try {
            return gate.admit(source, headers, flow, clocks.nanos().getAsLong());
        } catch (RuntimeException | LinkageError e) {
            channel.books().refused.increment();
            throw e;
        }
    }

    /**
     * How many subscriptions were offered the message.
     *
     * @param place where this thread keeps its flow context
     */
    private int route(Channel channel, Envelope sent, Owner source, @Nullable Tally tally, @Nullable Object[] place) {
        Envelope envelope = tally == null ? sent : tally.begin(channel, sent);
        Next<MessageSending> around = channel.aroundSend();
        if (around == null) {
            return routeNow(channel, envelope, tally, place);
        }
        return new SendPassage(envelope, source, clocks, structures, each -> routeIntercepted(channel, each, tally))
                .send(around, channel.books().refused::increment);
    }

    /** Without a token, which an interceptor may have put into it; on whatever thread the interceptor goes on. */
    private int routeIntercepted(Channel channel, Envelope envelope, @Nullable Tally tally) {
        Envelope routed = channel.gate() == null || !TokenHeader.isIn(envelope.headers())
                ? envelope
                : new Envelope(envelope, envelope.draft().withoutToken(), envelope.payload(), 0);
        return routeNow(channel, routed, tally, FlowContext.place());
    }

    private int routeNow(Channel channel, Envelope envelope, @Nullable Tally tally, @Nullable Object[] place) {
        Route route = channel.retained().routeOf(envelope);
        if (route.isEmpty()) {
            channel.books().unrouted.increment();
            if (tally != null) {
                tally.unrouted(envelope);
            }
            return 0;
        }
        return fanOut.offer(channel, route, envelope, tally, place);
    }

    static void checkType(String type) {
        if (type.isBlank() || type.length() > LONGEST_TYPE || type.indexOf('*') >= 0) {
            throw new IllegalArgumentException("the message type '"
                    + (type.length() > LONGEST_TYPE ? type.substring(0, 40) + "..." : type)
                    + "' is not valid: it must have 1 to " + LONGEST_TYPE + " characters and no *");
        }
    }

    private static Draft withLife(Draft draft, Channel channel) {
        Duration usual = channel.spec().timeToLive();
        return usual == null || draft.timeToLive() != null ? draft : draft.withTimeToLive(usual);
    }

    private @Nullable Object share(Channel channel, String type, @Nullable Object data) {
        try {
            return structures.share(data);
        } catch (IllegalArgumentException e) {
            channel.books().refused.increment();
            throw new IllegalArgumentException(
                    "a message of type " + type + " to channel " + channel.name()
                            + " was not sent, its payload has no structure: " + e.getMessage(),
                    e);
        }
    }
}
