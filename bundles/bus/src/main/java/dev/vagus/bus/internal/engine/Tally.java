package dev.vagus.bus.internal.engine;

import dev.vagus.bus.MailboxFullException;
import dev.vagus.delivery.Offer;
import org.jspecify.annotations.Nullable;

/** What became of one message at the subscriptions of its route. */
final class Tally {
    private int routed;
    private boolean filtered;
    private @Nullable StringBuilder refusals;

    /** Its filter let it pass or not. Returns what it is given. */
    boolean accepted(boolean accepts) {
        filtered |= !accepts;
        return accepts;
    }

    /** It was there to be offered the message. */
    void offered() {
        routed++;
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
