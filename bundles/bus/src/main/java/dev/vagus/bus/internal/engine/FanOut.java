package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeliveryMode;
import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a message into the mailboxes of its route. Runs on the sender's thread and takes no lock. */
final class FanOut {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    private final Clocks clocks;
    private final SpecialDelivery specials;

    FanOut(Surroundings around) {
        clocks = around.clocks();
        specials = new SpecialDelivery(around.watcher());
    }

    /**
     * Places the message in every mailbox, then announces it to them: making it seen by other threads, which costs as much
     * as all the rest, is done once for all of them. All in one method, so that the compiler keeps the usual tally in
     * registers: what it hands to a method that it compiles apart it has to allocate.
     *
     * @param recorded where it is told what happens; null for a message of which nothing is recorded
     * @param flowPlace where this thread keeps its flow context
     * @return how many subscriptions were there to be offered the message
     */
    int offer(Channel channel, Route route, Envelope envelope, @Nullable Tally recorded, @Nullable Object[] flowPlace) {
        Tally tally = recorded == null ? new Tally() : recorded;
        ChannelGate gate = channel.gate();
        List<BusSubscription> queued = route.queued();
        List<BusSubscription> full = List.of();
        for (int begin = 0; begin < queued.size(); begin += Long.SIZE) {
            int end = Math.min(queued.size(), begin + Long.SIZE);
            long placed = 0;
            try {
                for (int i = begin; i < end; i++) {
                    BusSubscription subscription = queued.get(i);
                    if (!tally.accepted(subscription, subscription.accepts(gate, envelope))) {
                        continue;
                    }
                    Offer offer = subscription.mailbox().place(envelope, envelope.lane());
                    if (offer == null) {
                        full = full.isEmpty() ? new ArrayList<>() : full;
                        full.add(subscription);
                        continue;
                    }
                    placed |= offer.queued() ? 1L << i : 0;
                    settle(offer, subscription, tally);
                }
            } finally {
                announce(queued, begin, placed);
            }
        }
        if (!route.special().isEmpty()) {
            deliverSpecially(route, channel, envelope, tally, flowPlace);
        }
        if (!full.isEmpty()) {
            waitForRoom(full, channel.bounds().blockNanos(), envelope, tally);
        }
        channel.books().count(tally.routed() > 0, tally.filtered());
        tally.complain(envelope);
        return tally.routed();
    }

    private static void announce(List<BusSubscription> queued, int begin, long placed) {
        if (placed == 0) {
            return;
        }
        Mailbox.fence();
        for (long left = placed; left != 0; left &= left - 1) {
            queued.get(begin + Long.numberOfTrailingZeros(left)).mailbox().announce();
        }
    }

    /** After all others have the message, those on this thread last, since they may take their time. */
    private void deliverSpecially(
            Route route, Channel channel, Envelope envelope, Tally tally, @Nullable Object[] flowPlace) {
        List<BusSubscription> callers = route.special();
        if (route.hasGroups()) {
            callers = new ArrayList<>();
            List<BusSubscription> willing = route.special().stream()
                    .filter(each -> tally.accepted(each, each.accepts(channel.gate(), envelope)))
                    .toList();
            for (BusSubscription each : specials.chosen(willing)) {
                if (each.terms().handling().mode() == DeliveryMode.CALLER) {
                    callers.add(each);
                } else {
                    queue(each, channel, envelope, tally);
                }
            }
        }
        AtomicLongArray place = specials.place();
        for (int i = 0; i < callers.size(); i++) {
            BusSubscription each = callers.get(i);
            if (!route.hasGroups() && !tally.accepted(each, each.accepts(channel.gate(), envelope))) {
                continue;
            }
            if (specials.calledHere(place, flowPlace, each, envelope)) {
                tally.offered(each, Offer.ACCEPTED);
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
        tally.offered(subscription, offer);
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
