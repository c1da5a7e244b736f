package dev.vagus.benchmarks.bus.carrier;

import java.util.Map;
import java.util.function.Consumer;

/**
 * A way to bring payloads from publishers to subscribers. First {@link #subscribe}, then {@link #start}, then
 * {@link #send}. A subscriber gets one message at a time.
 */
public interface Transport extends AutoCloseable {
    /** Adds a subscriber to the messages of one kind. */
    void subscribe(Kind kind, Consumer<Map<String, Object>> subscriber);

    /** Opens the way, once all have subscribed. */
    default void start() {}

    /** Sends one message of {@link Kind#CONFIG_CHANGED}. Called by any number of threads, unless the class says else. */
    void send(Map<String, Object> payload);

    /** Ends its threads. */
    @Override
    void close();
}
