package dev.vagus.metrics.internal.window;

import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.metrics.internal.meter.SeriesKey;
import dev.vagus.metrics.internal.meter.SeriesKey.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is under way just now, by series, and the dead letters by channel. Immutable.
 *
 * @param inFlight calls, messages and events under way
 * @param dead the dead letters of the subscriptions of a channel
 */
record Present(Map<SeriesKey, Long> inFlight, Map<String, Long> dead) {
    static Present of(State now, Facts facts) {
        Map<SeriesKey, Long> inFlight = new HashMap<>();
        Map<String, Long> dead = new HashMap<>();
        now.series().forEach((key, figures) -> {
            if (key.kind() == Kind.OPERATION) {
                inFlight.put(key, figures.inFlight());
            }
        });
        for (SubscriptionSnapshot each : facts.subscriptions()) {
            String name = each.name().isEmpty() ? each.type() : each.name();
            inFlight.merge(
                    new SeriesKey(Kind.SUBSCRIPTION, each.channel(), name, each.module()), each.inFlight(), Long::sum);
            dead.merge(each.channel(), each.dead(), Long::sum);
        }
        for (HandlerSnapshot each : facts.handlers()) {
            List<String> topics = each.topics();
            String subject = topics.isEmpty() ? "*" : topics.get(0);
            inFlight.merge(
                    new SeriesKey(Kind.EVENT_HANDLER, subject, each.kind(), each.module()), each.inFlight(), Long::sum);
        }
        return new Present(inFlight, dead);
    }

    long inFlight(SeriesKey key) {
        return inFlight.getOrDefault(key, 0L);
    }

    /** Of all series of a kind that match. */
    long inFlight(Kind kind, Filter filter) {
        long sum = 0;
        for (Map.Entry<SeriesKey, Long> each : inFlight.entrySet()) {
            if (each.getKey().kind() == kind && filter.matches(each.getKey())) {
                sum += each.getValue();
            }
        }
        return sum;
    }

    long dead(String channel) {
        return dead.getOrDefault(channel, 0L);
    }
}
