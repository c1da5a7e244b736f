package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeliveryMode;
import dev.vagus.bus.MailboxFullException;
import dev.vagus.delivery.Offer;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a message from its sender into the mailboxes. Runs on the sender's thread and takes no lock. */
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int LONGEST_TYPE = 256;

    private final Channels channels;
    private final Control control;
    private final Clocks clocks;
    private final Structures structures;
    private final SpecialDelivery specials = new SpecialDelivery();

    Sender(Channels channels, Control control, Clocks clocks, Structures structures) {
        this.channels = channels;
        this.control = control;
        this.clocks = clocks;
        this.structures = structures;
    }

    TimeOrderedId send(Owner source, Draft draft, @Nullable Object data) {
        checkType(draft.type());
        Channel channel = channels.forSending(draft.channel());
        control.admit(channel);
        Object payload = share(channel, draft, data);
        FlowContext flow = draft.flow(FlowContext.current());
        Envelope envelope = new Envelope(withLife(draft, channel), source, payload, flow, clocks, structures);
        List<BusSubscription> route = channel.retained().routeOf(envelope);
        if (route.isEmpty()) {
            channel.books().unrouted.increment();
        } else {
            deliver(channel, route, envelope);
        }
        return envelope.id();
    }

    private static void checkType(String type) {
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

    private void deliver(Channel channel, List<BusSubscription> route, Envelope envelope) {
        boolean filtered = false;
        boolean routed = false;
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
                routed |= settle(offer, subscription, refusals);
            }
        }
        if (!special.isEmpty()) {
            routed |= deliverSpecially(special, channel.bounds().blockNanos(), envelope, refusals);
        }
        if (!full.isEmpty()) {
            routed |= waitForRoom(full, channel.bounds().blockNanos(), envelope, refusals);
        }
        channel.books().count(routed, filtered);
        refusals.complain(envelope);
    }

    /** After all others have the message, those on this thread last, since they may take their time. */
    private boolean deliverSpecially(List<BusSubscription> special, long nanos, Envelope envelope, Refusals refusals) {
        boolean routed = false;
        List<BusSubscription> callers = new ArrayList<>();
        for (BusSubscription each : specials.chosen(special)) {
            if (each.terms().handling().mode() == DeliveryMode.CALLER) {
                callers.add(each);
            } else {
                routed |= settle(each.mailbox().offer(envelope, envelope.lane(), nanos), each, refusals);
            }
        }
        for (BusSubscription each : callers) {
            routed |= specials.calledHere(each, envelope)
                    || settle(each.mailbox().offer(envelope, envelope.lane(), nanos), each, refusals);
        }
        return routed;
    }

    /** After all others have the message; one deadline for all that are full. */
    private boolean waitForRoom(List<BusSubscription> full, long nanos, Envelope envelope, Refusals refusals) {
        boolean routed = false;
        long end = System.nanoTime() + nanos;
        for (BusSubscription each : full) {
            long left = Math.max(0, end - System.nanoTime());
            routed |= settle(each.mailbox().offer(envelope, envelope.lane(), left), each, refusals);
        }
        return routed;
    }

    /** Whether the subscription was there to be offered the message. */
    private boolean settle(Offer offer, BusSubscription subscription, Refusals refusals) {
        switch (offer) {
            case ACCEPTED -> {}
            case CLOSED -> {
                return false;
            }
            case FULL, REENTRANT -> refusals.add(subscription, offer);
            case DROPPED_OLDEST, DROPPED_NEWEST -> warn(subscription);
        }
        return true;
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
