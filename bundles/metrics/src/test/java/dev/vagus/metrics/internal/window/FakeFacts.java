package dev.vagus.metrics.internal.window;

import dev.vagus.breaker.RetrySnapshot;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.HistorySnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Channels as the test says. */
final class FakeFacts implements Facts {
    final Map<String, Long> sent = new TreeMap<>();
    final List<SubscriptionSnapshot> subscriptions = new ArrayList<>();
    final List<HandlerSnapshot> handlers = new ArrayList<>();
    final List<String> missing = new ArrayList<>();
    final List<RetrySnapshot> retries = new ArrayList<>();

    @Nullable
    HistorySnapshot history;

    @Nullable
    DeadLetterSnapshot deadLetters;

    @Override
    public List<ChannelSnapshot> channels() {
        return sent.entrySet().stream()
                .map(each -> channel(each.getKey(), each.getValue()))
                .toList();
    }

    private static ChannelSnapshot channel(String name, long sent) {
        return new ChannelSnapshot(
                ChannelSpec.named(name),
                1,
                sent,
                sent - 1,
                1,
                0,
                0,
                3,
                0,
                Duration.ofMillis(250),
                0,
                ChannelSnapshot.State.ACTIVE);
    }

    @Override
    public List<SubscriptionSnapshot> subscriptions() {
        return subscriptions;
    }

    @Override
    public List<HandlerSnapshot> handlers() {
        return handlers;
    }

    @Override
    public List<RetrySnapshot> retries() {
        return retries;
    }

    @Override
    public @Nullable HistorySnapshot history() {
        return history;
    }

    @Override
    public @Nullable DeadLetterSnapshot deadLetters() {
        return deadLetters;
    }

    @Override
    public List<String> missing() {
        return missing;
    }
}
