package dev.vagus.bus.internal.engine;

import dev.vagus.bus.MailboxFullException;
import dev.vagus.delivery.Offer;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message at the subscriptions of its route. Where nothing is recorded no class is needed that records:
 * the compiler makes calls of its own of what mentions a class that was never loaded, and forgoes what it would gain.
 */
final class Tally {
    private final @Nullable SendTrace trace;
    private int routed;
    private boolean filtered;
    private @Nullable StringBuilder refusals;

    /** Of a message of which nothing is recorded. */
    Tally() {
        trace = null;
    }

    /** Of a message of which this is recorded. */
    Tally(SendTrace trace) {
        this.trace = trace;
    }

    /** The message as it goes on from here: what is done with it is inside of its sending, where that is recorded. */
    Envelope begin(Channel channel, Envelope sent) {
        return trace == null ? sent : trace.begin(sent, channel.spec().encrypted());
    }

    /** Nobody subscribes to it. */
    void unrouted(Envelope envelope) {
        if (trace != null) {
            trace.note("unrouted", "nobody subscribes to type " + envelope.type());
        }
    }

    /** The gate and its filter let it pass to this one or not. Returns what it is given. */
    boolean accepted(BusSubscription subscription, boolean accepts) {
        filtered |= !accepts;
        if (trace != null && !accepts) {
            trace.note("filtered", subscription.toString());
        }
        return accepts;
    }

    /** It was there to be offered the message, and this came of it. */
    void offered(BusSubscription subscription, Offer offer) {
        routed++;
        if (trace != null) {
            switch (offer) {
                case ACCEPTED, CLOSED -> trace.note("route", subscription.toString());
                case FULL, REENTRANT -> trace.note("refused", subscription + ": its mailbox is full");
                case DROPPED_OLDEST -> trace.note("route", subscription + ", which dropped its oldest message");
                case DROPPED_NEWEST -> trace.note("dropped", subscription + ": its mailbox is full");
            }
        }
    }

    void refused(BusSubscription subscription, Offer offer) {
        refusals = refusals == null ? new StringBuilder() : refusals.append(", ");
        refusals.append(subscription)
                .append(
                        offer == Offer.REENTRANT
                                ? " (its mailbox is full, and only the handler that is sending could empty it)"
                                : " (its mailbox is full)");
    }

    /** How many were there to be offered the message. */
    int routed() {
        return routed;
    }

    boolean filtered() {
        return filtered;
    }

    /** Throws when there was a refusal. */
    void complain(Envelope envelope) {
        if (refusals != null) {
            throw new MailboxFullException(envelope + " was refused by " + refusals
                    + "; every other subscription has it. Send it again later, or give the channel more capacity"
                    + " or another overflow policy");
        }
    }
}
