package dev.vagus.benchmarks.bus.carrier;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventTranslatorOneArg;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An LMAX Disruptor with one publisher and one consumer thread: no routing, no types, no counts. As its guide says for
 * speed: {@code ProducerType.SINGLE}, a busy-spinning consumer, a translator that captures nothing. The ring has room for
 * a batch under way beside the messages that wait, so the publisher never meets a full one. Only one thread may send.
 */
final class DisruptorTransport implements Transport {
    private static final int RING = 4_096;
    private static final EventTranslatorOneArg<Slot, Map<String, Object>> FILL =
            (slot, sequence, payload) -> slot.payload = payload;

    private final Disruptor<Slot> disruptor =
            new Disruptor<>(Slot::new, RING, SubscriberThread::daemon, ProducerType.SINGLE, new BusySpinWaitStrategy());
    private final RingBuffer<Slot> ring = disruptor.getRingBuffer();
    private final List<Consumer<Map<String, Object>>> subscribers = new ArrayList<>();

    @Override
    public void subscribe(Kind kind, Consumer<Map<String, Object>> subscriber) {
        Kind.CONFIG_CHANGED.mustBe(kind);
        subscribers.add(subscriber);
    }

    @Override
    public void start() {
        FanOut all = new FanOut(subscribers);
        disruptor.handleEventsWith((slot, sequence, endOfBatch) -> all.accept(slot.payload));
        disruptor.start();
    }

    @Override
    public void send(Map<String, Object> payload) {
        ring.publishEvent(FILL, payload);
    }

    @Override
    public void close() {
        disruptor.halt();
    }

    /** A place of the ring, used again and again. */
    private static final class Slot {
        private Map<String, Object> payload = Map.of();
    }
}
