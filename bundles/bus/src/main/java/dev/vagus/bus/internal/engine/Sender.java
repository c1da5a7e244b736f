package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeliveryMode;
import dev.vagus.bus.MessageInterceptor.Next;
import dev.vagus.bus.MessageSending;
import dev.vagus.bus.Priority;
import dev.vagus.bus.Reply;
import dev.vagus.delivery.Offer;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a message from its sender into the mailboxes. Runs on the sender's thread and takes no lock. */
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int LONGEST_TYPE = 256;

    private final Channels channels;
    private final Control control;
    private final Requests requests;
    private final Clocks clocks;
    private final Structures structures;
    private final SpecialDelivery specials;

    Sender(Channels channels, Control control, Requests requests, Surroundings around) {
        this.channels = channels;
        this.control = control;
        this.requests = requests;
        clocks = around.clocks();
        structures = around.structures();
        specials = new SpecialDelivery(around.watcher());
    }

    /** Sends a message of which there is nothing to say but its type. */
    TimeOrderedId send(Owner source, String channelName, String type, @Nullable Object data) {
        FlowContext around = FlowContext.current();
        FlowContext flow = around.with(around.correlationId(), around.deadline(), around.traceparent(), 0);
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
        route(channel, envelope, source);
        return envelope.id();
    }

    TimeOrderedId send(Owner source, Draft said, @Nullable Object data) {
        Draft draft = said;
        FlowContext flow = draft.flow(FlowContext.current());
        Channel channel = admitted(draft.channel(), draft.type(), source, draft.headers(), flow);
        ChannelGate gate = channel.gate();
        if (gate != null) {
            flow = passed(gate, channel, source, draft.headers(), flow);
            draft = draft.withoutToken();
        }
        Object payload = share(channel, draft.type(), data);
        Envelope envelope = withLife(draft, channel).envelope(source, payload, flow, clocks, structures);
        route(channel, envelope, source);
        return envelope.id();
    }

    /** Sends a message that wants an answer; the executor completes the future. */
    CompletableFuture<Reply> request(
            Owner source, Draft said, @Nullable Object data, Duration timeout, Executor executor) {
        Draft draft = said;
        FlowContext around = draft.flow(FlowContext.current());
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
            pending.routed(route(channel, envelope, source));
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

    /** How many subscriptions were offered the message. */
    private int route(Channel channel, Envelope envelope, Owner source) {
        Next<MessageSending> around = channel.aroundSend();
        if (around == null) {
            return routeNow(channel, envelope);
        }
        return new SendPassage(envelope, source, clocks, structures, each -> routeIntercepted(channel, each))
                .send(around, channel.books().refused::increment);
    }

    /** Without a token, which an interceptor may have put into it. */
    private int routeIntercepted(Channel channel, Envelope envelope) {
        return channel.gate() == null || !TokenHeader.isIn(envelope.headers())
                ? routeNow(channel, envelope)
                : routeNow(channel, new Envelope(envelope, envelope.draft().withoutToken(), envelope.payload(), 0));
    }

    private int routeNow(Channel channel, Envelope envelope) {
        Route route = channel.retained().routeOf(envelope);
        if (route.isEmpty()) {
            channel.books().unrouted.increment();
            return 0;
        }
        return deliver(channel, route, envelope);
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

    private int deliver(Channel channel, Route route, Envelope envelope) {
        Tally tally = new Tally();
        ChannelGate gate = channel.gate();
        List<BusSubscription> queued = route.queued();
        List<BusSubscription> full = List.of();
        for (int i = 0; i < queued.size(); i++) {
            BusSubscription subscription = queued.get(i);
            if (!tally.accepted(subscription.accepts(gate, envelope))) {
                continue;
            }
            if (subscription.mailbox().wouldWait()) {
                full = full.isEmpty() ? new ArrayList<>() : full;
                full.add(subscription);
            } else {
                settle(subscription.mailbox().offer(envelope, envelope.lane()), subscription, tally);
            }
        }
        if (!route.special().isEmpty()) {
            deliverSpecially(route, channel, envelope, tally);
        }
        if (!full.isEmpty()) {
            waitForRoom(full, channel.bounds().blockNanos(), envelope, tally);
        }
        channel.books().count(tally.routed() > 0, tally.filtered());
        tally.complain(envelope);
        return tally.routed();
    }

    /** After all others have the message, those on this thread last, since they may take their time. */
    private void deliverSpecially(Route route, Channel channel, Envelope envelope, Tally tally) {
        List<BusSubscription> callers = route.special();
        if (route.hasGroups()) {
            callers = new ArrayList<>();
            List<BusSubscription> willing = route.special().stream()
                    .filter(each -> tally.accepted(each.accepts(channel.gate(), envelope)))
                    .toList();
            for (BusSubscription each : specials.chosen(willing)) {
                if (each.terms().handling().mode() == DeliveryMode.CALLER) {
                    callers.add(each);
                } else {
                    queue(each, channel, envelope, tally);
                }
            }
        }
        for (int i = 0; i < callers.size(); i++) {
            BusSubscription each = callers.get(i);
            if (!route.hasGroups() && !tally.accepted(each.accepts(channel.gate(), envelope))) {
                continue;
            }
            if (specials.calledHere(each, envelope)) {
                tally.offered();
            } else {
                queue(each, channel, envelope, tally);
            }
        }
    }

    private void queue(BusSubscription subscription, Channel channel, Envelope envelope, Tally tally) {
        long nanos = channel.bounds().blockNanos();
        settle(subscription.mailbox().offer(envelope, envelope.lane(), nanos), subscription, tally);
    }

    /** After all others have the message; one deadline for all that are full. */
    private void waitForRoom(List<BusSubscription> full, long nanos, Envelope envelope, Tally tally) {
        long end = System.nanoTime() + nanos;
        for (BusSubscription each : full) {
            long left = Math.max(0, end - System.nanoTime());
            settle(each.mailbox().offer(envelope, envelope.lane(), left), each, tally);
        }
    }

    private void settle(Offer offer, BusSubscription subscription, Tally tally) {
        if (offer == Offer.CLOSED) {
            return;
        }
        tally.offered();
        switch (offer) {
            case ACCEPTED, CLOSED -> {}
            case FULL, REENTRANT -> tally.refused(subscription, offer);
            case DROPPED_OLDEST, DROPPED_NEWEST -> warn(subscription);
        }
    }

    private void warn(BusSubscription subscription) {
        if (subscription.mayWarnOfDrops(clocks.nanos().getAsLong())) {
            LOG.warn(
                    "{} drops messages: its mailbox of {} is full ({} dropped so far)",
                    subscription,
                    subscription.mailbox().bounds().capacity(),
                    subscription.mailbox().counts().dropped());
        }
    }
}
