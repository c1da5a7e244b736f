package dev.vagus.benchmarks.bus;

import java.util.Map;
import java.util.function.Consumer;

/** A way to bring a payload from a publisher to subscribers on other threads. */
interface Transport extends AutoCloseable {
    /** Adds a subscriber to messages of type {@code ConfigChanged}; called before the first message. */
    void subscribe(Consumer<Map<String, Object>> subscriber);

    /** Sends one message of type {@code ConfigChanged}. */
    void send(Map<String, Object> payload);

    /** Ends its threads. */
    @Override
    void close();
}
