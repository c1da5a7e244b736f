package dev.vagus.metrics.internal.prometheus;

import static dev.vagus.metrics.internal.prometheus.Family.Type.COUNTER;
import static dev.vagus.metrics.internal.prometheus.Family.Type.GAUGE;

import dev.vagus.bus.ChannelSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the bus counts of its channels. Lives from scrape to scrape; not thread-safe. */
final class ChannelFamilies {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Names names = new Names();
    private final Growing growing = new Growing();

    List<Family> collect(List<ChannelSnapshot> channels, int most) {
        names.update(channels.stream().map(ChannelSnapshot::name).toList(), most);
        Family messages = new Family(
                COUNTER,
                "vagus_channel_messages",
                "Messages sent to a channel, by what became of them",
                "channel",
                "result");
        Family queued = gauge("queued_messages", "Messages that wait in mailboxes");
        Family retained = gauge("retained_messages", "Messages kept for subscriptions that come later");
        Family subscriptions = gauge("subscriptions", "Subscriptions of a channel");
        Family oldest = gauge("oldest_message_age_seconds", "For how long the oldest message waits");
        Map<String, Double> ages = new HashMap<>();
        for (ChannelSnapshot channel : channels) {
            String name = names.of(channel.name());
            messages.add(channel.routed(), name, "routed");
            messages.add(channel.unrouted(), name, "unrouted");
            messages.add(channel.filtered(), name, "filtered");
            messages.add(channel.refused(), name, "refused");
            queued.add(channel.queued(), name);
            retained.add(channel.retained(), name);
            subscriptions.add(channel.subscriptions(), name);
            ages.merge(name, channel.oldest().toNanos() / NANOS_PER_SECOND, Double::max);
        }
        ages.forEach((name, age) -> oldest.add(age, name));
        Family unnamed = new Family(
                GAUGE, "vagus_metrics_channels_without_series", "Channels that are counted together, as other");
        unnamed.add(names.others());
        return List.of(growing.of(messages), queued, retained, subscriptions, oldest, unnamed);
    }

    private static Family gauge(String name, String help) {
        return new Family(GAUGE, "vagus_channel_" + name, help, "channel");
    }
}
