package dev.vagus.benchmarks.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jctools.queues.MpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A bare JCTools queue with one consumer thread: no routing, no types, no counts. It is what is left when everything that
 * makes a bus is taken away.
 */
final class JctoolsTransport implements Transport {
    private final MpscArrayQueue<Map<String, Object>> queue = new MpscArrayQueue<>(32_768);
    private final List<Consumer<Map<String, Object>>> subscribers = new ArrayList<>();
    private @Nullable Thread consumer;
    private volatile boolean closed;

    @Override
    public void subscribe(Consumer<Map<String, Object>> subscriber) {
        subscribers.add(subscriber);
        if (consumer == null) {
            Thread thread = new Thread(this::consume, "jctools-consumer");
            thread.setDaemon(true);
            consumer = thread;
            thread.start();
        }
    }

    private void consume() {
        while (!closed) {
            Map<String, Object> payload = queue.poll();
            if (payload == null) {
                Thread.onSpinWait();
                continue;
            }
            for (Consumer<Map<String, Object>> subscriber : subscribers) {
                subscriber.accept(payload);
            }
        }
    }

    @Override
    public void send(Map<String, Object> payload) {
        while (!queue.offer(payload)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
