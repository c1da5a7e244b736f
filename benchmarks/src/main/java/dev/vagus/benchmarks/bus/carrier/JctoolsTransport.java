package dev.vagus.benchmarks.bus.carrier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jctools.queues.MessagePassingQueue.WaitStrategy;
import org.jctools.queues.MpscArrayQueue;

/**
 * A bare JCTools queue with one consumer thread: no routing, no types, no counts. It is what is left when everything that
 * makes a bus is taken away. The consumer uses {@code drain}, which is the library's own loop for this, and spins while
 * there is nothing; the queue has room for twice the messages that are under way, so a publisher never meets a full one.
 */
final class JctoolsTransport implements Transport {
    private static final int CAPACITY = 2_048;
    private static final WaitStrategy SPIN = idle -> {
        Thread.onSpinWait();
        return idle + 1;
    };

    private final MpscArrayQueue<Map<String, Object>> queue = new MpscArrayQueue<>(CAPACITY);
    private final List<Consumer<Map<String, Object>>> subscribers = new ArrayList<>();
    private volatile boolean closed;

    @Override
    public void subscribe(Kind kind, Consumer<Map<String, Object>> subscriber) {
        Kind.CONFIG_CHANGED.mustBe(kind);
        subscribers.add(subscriber);
    }

    @Override
    public void start() {
        FanOut all = new FanOut(subscribers);
        SubscriberThread.daemon(() -> queue.drain(all::accept, SPIN, () -> !closed))
                .start();
    }

    @Override
    public void send(Map<String, Object> payload) {
        while (!queue.relaxedOffer(payload)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
