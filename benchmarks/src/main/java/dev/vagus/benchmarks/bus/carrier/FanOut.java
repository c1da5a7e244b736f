package dev.vagus.benchmarks.bus.carrier;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Calls several subscribers one after the other, for queues that know only one consumer. */
final class FanOut {
    private final Consumer<Map<String, Object>>[] subscribers;

    @SuppressWarnings({"unchecked", "rawtypes"})
    FanOut(List<Consumer<Map<String, Object>>> subscribers) {
        this.subscribers = subscribers.toArray(new Consumer[0]);
    }

    void accept(Map<String, Object> payload) {
        for (Consumer<Map<String, Object>> each : subscribers) {
            each.accept(payload);
        }
    }
}
