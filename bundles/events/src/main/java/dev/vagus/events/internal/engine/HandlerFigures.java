package dev.vagus.events.internal.engine;

import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.MailboxCounts;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.HandlerStatus;

/** The figures of one handler, out of all its books. */
final class HandlerFigures {
    private HandlerFigures() {}

    static HandlerSnapshot of(
            HandlerIdentity identity,
            Interest interest,
            Mailbox<Occurrence> mailbox,
            HandlerPast past,
            CallerBooks callerBooks,
            boolean open,
            HandlerStatus status) {
        MailboxCounts posted = past.without(mailbox.counts());
        Interest.Declaration declared = interest.declared();
        CallerBooks.Counts sent = callerBooks.counts();
        long left = past.left();
        return new HandlerSnapshot(
                identity.id(),
                identity.module(),
                identity.bundleId(),
                identity.kind().label(),
                declared.topics(),
                declared.channel(),
                declared.filter(),
                posted.offered() + sent.begun() + left,
                posted.delivered() + sent.delivered(),
                posted.dead() + sent.failed(),
                posted.dropped(),
                posted.cleared() + (open ? 0 : left),
                posted.queued() + (open ? left : 0),
                posted.inFlight() + sent.inFlight(),
                status,
                past.status(interest.replay().position()));
    }
}
