package dev.vagus.metrics.internal.prometheus;

import static dev.vagus.metrics.internal.prometheus.Family.Type.COUNTER;
import static dev.vagus.metrics.internal.prometheus.Family.Type.GAUGE;

import dev.vagus.bus.SubscriptionSnapshot;
import java.util.List;

/** What the bus counts of its subscriptions. Lives from scrape to scrape; not thread-safe. */
final class SubscriptionFamilies {
    private final Names names = new Names();
    private final Growing growing = new Growing();

    List<Family> collect(List<SubscriptionSnapshot> subscriptions, int most) {
        names.update(
                subscriptions.stream()
                        .map(subscription -> String.join("\n", own(subscription)))
                        .toList(),
                most);
        Family messages = new Family(
                COUNTER,
                "vagus_subscription_messages",
                "Messages that a subscription is done with, by what became of them",
                "channel",
                "subscription",
                "module",
                "result");
        Family queued = gauge("queued_messages", "Messages in the mailbox");
        Family capacity = gauge("capacity_messages", "How many messages the mailbox holds");
        Family inFlight = gauge("in_flight_messages", "Messages at the handler, or between two attempts");
        Family redelivering = gauge("redelivering_messages", "Messages that have failed and are tried again");
        Family paused = gauge("paused", "1 while it is paused or waits for its module, else 0");
        for (SubscriptionSnapshot subscription : subscriptions) {
            String[] at = labels(subscription);
            messages.add(subscription.delivered(), at[0], at[1], at[2], "delivered");
            messages.add(subscription.expired(), at[0], at[1], at[2], "expired");
            messages.add(subscription.dropped(), at[0], at[1], at[2], "dropped");
            messages.add(subscription.cleared(), at[0], at[1], at[2], "cleared");
            messages.add(subscription.dead(), at[0], at[1], at[2], "dead");
            queued.add(subscription.queued(), at);
            capacity.add(subscription.capacity(), at);
            inFlight.add(subscription.inFlight(), at);
            redelivering.add(subscription.redelivering(), at);
            paused.add(subscription.state() == SubscriptionSnapshot.State.ACTIVE ? 0 : 1, at);
        }
        return List.of(growing.of(messages), queued, capacity, inFlight, redelivering, paused);
    }

    private static Family gauge(String name, String help) {
        return new Family(GAUGE, "vagus_subscription_" + name, help, "channel", "subscription", "module");
    }

    private String[] labels(SubscriptionSnapshot subscription) {
        String[] own = own(subscription);
        return names.of(String.join("\n", own)).equals(Names.OTHER)
                ? new String[] {Names.OTHER, Names.OTHER, Names.OTHER}
                : own;
    }

    private static String[] own(SubscriptionSnapshot subscription) {
        String name = subscription.name().isEmpty() ? subscription.id() : subscription.name();
        return new String[] {subscription.channel(), name, subscription.module()};
    }
}
