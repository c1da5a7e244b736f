package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeliveryMode;
import dev.vagus.bus.MailboxFullException;
import dev.vagus.bus.Reply;
import dev.vagus.delivery.Offer;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private final SpecialDelivery specials = new SpecialDelivery();

    Sender(Channels channels, Control control, Requests requests, Clocks clocks, Structures structures) {
        this.channels = channels;
        this.control = control;
        this.requests = requests;
        this.clocks = clocks;
        this.structures = structures;
    }

    TimeOrderedId send(Owner source, Draft draft, @Nullable Object data) {
        Channel channel = admitted(draft);
        Object payload = share(channel, draft, data);
        FlowContext flow = draft.flow(FlowContext.current());
        Envelope envelope = new Envelope(withLife(draft, channel), source, payload, flow, clocks, structures);
        route(channel, envelope);
        return envelope.id();
    }

    /** Sends a message that wants an answer; the executor completes the future. */
    CompletableFuture<Reply> request(
            Owner source, Draft draft, @Nullable Object data, Duration timeout, Executor executor) {
        Channel channel = admitted(draft);
        Object payload = share(channel, draft, data);
        long now = clocks.nanos().getAsLong();
        FlowContext around = draft.flow(FlowContext.current());
        long deadline = FlowContext.earlier(around.deadline(), FlowContext.deadlineAt(now + timeout.toNanos()));
        FlowContext flow = around.with(around.correlationId(), deadline, around.traceparent(), 0);
        Envelope envelope = new Envelope(withLife(draft, channel), source, payload, flow, clocks, structures);
        envelope.wantsAnswer(requests);
        PendingRequest pending = requests.open(envelope, Duration.ofNanos(Math.max(0, deadline - now)), executor);
        try {
            pending.routed(route(channel, envelope));
        } catch (RuntimeException e) {
            pending.future().cancel(false);
            throw e;
        }
        return pending.future();
    }

    private Channel admitted(Draft draft) {
        checkType(draft.type());
        Channel channel = channels.forSending(draft.channel());
        control.admit(channel);
        return channel;
    }

    /** How many subscriptions were offered the message. */
    private int route(Channel channel, Envelope envelope) {
        List<BusSubscription> route = channel.retained().routeOf(envelope);
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

    private @Nullable Object share(Channel channel, Draft draft, @Nullable Object data) {
        try {
            return structures.share(data);
        } catch (IllegalArgumentException e) {
            channel.books().refused.increment();
            throw new IllegalArgumentException(
                    "a message of type " + draft.type() + " to channel " + draft.channel()
                            + " was not sent, its payload has no structure: " + e.getMessage(),
                    e);
        }
    }

    private int deliver(Channel channel, List<BusSubscription> route, Envelope envelope) {
        boolean filtered = false;
        int routed = 0;
        List<BusSubscription> full = List.of();
        List<BusSubscription> special = List.of();
        Refusals refusals = new Refusals();
        for (int i = 0; i < route.size(); i++) {
            BusSubscription subscription = route.get(i);
            Terms terms = subscription.terms();
            if (!terms.accepts(envelope)) {
                filtered = true;
            } else if (terms.isSpecial()) {
                special = special.isEmpty() ? new ArrayList<>() : special;
                special.add(subscription);
            } else if (subscription.mailbox().wouldWait()) {
                full = full.isEmpty() ? new ArrayList<>() : full;
                full.add(subscription);
            } else {
                Offer offer = subscription.mailbox().offer(envelope, envelope.lane());
                routed += settle(offer, subscription, refusals);
            }
        }
        if (!special.isEmpty()) {
            routed += deliverSpecially(special, channel.bounds().blockNanos(), envelope, refusals);
        }
        if (!full.isEmpty()) {
            routed += waitForRoom(full, channel.bounds().blockNanos(), envelope, refusals);
        }
        channel.books().count(routed > 0, filtered);
        refusals.complain(envelope);
        return routed;
    }

    /** After all others have the message, those on this thread last, since they may take their time. */
    private int deliverSpecially(List<BusSubscription> special, long nanos, Envelope envelope, Refusals refusals) {
        int routed = 0;
        List<BusSubscription> callers = new ArrayList<>();
        for (BusSubscription each : specials.chosen(special)) {
            if (each.terms().handling().mode() == DeliveryMode.CALLER) {
                callers.add(each);
            } else {
                routed += settle(each.mailbox().offer(envelope, envelope.lane(), nanos), each, refusals);
            }
        }
        for (BusSubscription each : callers) {
            routed += specials.calledHere(each, envelope)
                    ? 1
                    : settle(each.mailbox().offer(envelope, envelope.lane(), nanos), each, refusals);
        }
        return routed;
    }

    /** After all others have the message; one deadline for all that are full. */
    private int waitForRoom(List<BusSubscription> full, long nanos, Envelope envelope, Refusals refusals) {
        int routed = 0;
        long end = System.nanoTime() + nanos;
        for (BusSubscription each : full) {
            long left = Math.max(0, end - System.nanoTime());
            routed += settle(each.mailbox().offer(envelope, envelope.lane(), left), each, refusals);
        }
        return routed;
    }

    /** 1 when the subscription was there to be offered the message, else 0. */
    private int settle(Offer offer, BusSubscription subscription, Refusals refusals) {
        switch (offer) {
            case ACCEPTED -> {}
            case CLOSED -> {
                return 0;
            }
            case FULL, REENTRANT -> refusals.add(subscription, offer);
            case DROPPED_OLDEST, DROPPED_NEWEST -> warn(subscription);
        }
        return 1;
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

    /** The subscriptions that refused one message; costs nothing while there are none. */
    private static final class Refusals {
        private @Nullable StringBuilder text;

        void add(BusSubscription subscription, Offer offer) {
            text = text == null ? new StringBuilder() : text.append(", ");
            text.append(subscription)
                    .append(
                            offer == Offer.REENTRANT
                                    ? " (its mailbox is full, and only the handler that is sending could empty it)"
                                    : " (its mailbox is full)");
        }

        void complain(Envelope envelope) {
            if (text != null) {
                throw new MailboxFullException(envelope + " was refused by " + text
                        + "; every other subscription has it. Send it again later, or give the channel more capacity"
                        + " or another overflow policy");
            }
        }
    }
}
