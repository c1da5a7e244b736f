package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Retention;
import dev.vagus.delivery.Receiver;
import dev.vagus.delivery.Routes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What one channel keeps for late subscriptions, as plain structure, bounded by number and time.
 *
 * <p>No gap and no double: keeping a message and looking its route up is one step, and so is replaying to a subscription
 * and entering it into the routes; both hold this object's lock, under which no foreign code runs. A message kept before
 * the subscription entered was replayed to it and had a route without it; one kept afterwards was not replayed and its
 * route has it. The replayed ones are in the mailbox before the subscription can be found, so they come before the live
 * ones of their priority. While nothing is retained, senders do not come here.
 */
final class Retained {
    private record Kept(Envelope envelope, long since) {}

    private final Routes<BusSubscription, Route> routes;
    private final LongSupplier nanos;
    private final Deque<Kept> messages = new ArrayDeque<>();
    private volatile Retention limits = Retention.NONE;

    Retained(Routes<BusSubscription, Route> routes, LongSupplier nanos) {
        this.routes = routes;
        this.nanos = nanos;
    }

    synchronized void limits(Retention fresh) {
        limits = fresh;
        trim(nanos.getAsLong());
    }

    /** The route of the message, which is kept if the channel keeps any. */
    Route routeOf(Envelope envelope) {
        if (limits.last() == 0) {
            return routes.route(envelope.type());
        }
        Envelope plain = envelope.keepsake();
        synchronized (this) {
            long now = nanos.getAsLong();
            messages.addLast(new Kept(plain, now));
            trim(now);
            return routes.route(envelope.type());
        }
    }

    private void trim(long now) {
        Duration atMost = limits.atMost();
        while (messages.size() > limits.last()
                || (atMost != null
                        && !messages.isEmpty()
                        && now - messages.getFirst().since() >= atMost.toNanos())) {
            messages.removeFirst();
        }
    }

    /** Replays to the subscription what it hears, enters it into the routes and returns its key there. */
    long enter(BusSubscription subscription) {
        // A gate may be asked for it, which is foreign code.
        boolean offered = subscription.isOffered();
        synchronized (this) {
            long now = nanos.getAsLong();
            trim(now);
            if (offered && !messages.isEmpty() && isFirstOfItsGroup(subscription)) {
                replay(subscription, now);
            }
            return routes.add(subscription.terms().type(), subscription);
        }
    }

    private boolean isFirstOfItsGroup(BusSubscription subscription) {
        String group = subscription.terms().handling().group();
        return group.isEmpty()
                || routes.targets().stream()
                        .noneMatch(each -> each.terms().handling().group().equals(group));
    }

    private void replay(BusSubscription subscription, long now) {
        List<Envelope> heard = new ArrayList<>();
        for (Kept each : messages) {
            if (subscription.terms().hears(each.envelope()) && !isOver(each.envelope(), now)) {
                heard.add(each.envelope());
            }
        }
        int room = subscription.mailbox().bounds().capacity();
        for (Envelope each : heard.subList(Math.max(0, heard.size() - room), heard.size())) {
            subscription.mailbox().offer(each, each.lane(), 0);
        }
    }

    private static boolean isOver(Envelope envelope, long now) {
        return envelope.deadline() != Receiver.NEVER && now - envelope.deadline() >= 0;
    }

    /** How many are kept. */
    synchronized int size() {
        trim(nanos.getAsLong());
        return messages.size();
    }

    /** The gate has gone that knew on whose behalf they were sent. */
    synchronized void lapse() {
        messages.forEach(each -> each.envelope().lapse());
    }

    synchronized void clear() {
        messages.clear();
    }
}
