package dev.vagus.benchmarks.bus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.benchmarks.DeliveryCounts;
import dev.vagus.benchmarks.Pace;
import dev.vagus.benchmarks.bus.carrier.AsynchronousCarrier;
import dev.vagus.benchmarks.bus.carrier.CallerCarrier;
import dev.vagus.benchmarks.bus.carrier.Kind;
import dev.vagus.benchmarks.bus.carrier.TracedTransport;
import dev.vagus.benchmarks.bus.carrier.Transport;
import dev.vagus.benchmarks.metrics.TracingCarrier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Not a measurement: shows that each carrier brings what it should and nothing else, and that the rest is noticed. */
class TrafficTest {
    private static final int MESSAGES = 5_000;

    @ParameterizedTest
    @EnumSource(value = AsynchronousCarrier.class, mode = Mode.EXCLUDE, names = "REACTOR")
    void everyCarrierDeliversEverythingToEverySubscriber(AsynchronousCarrier carrier) {
        sendAll(carrier.open(), 8, 0);
    }

    @ParameterizedTest
    @EnumSource(TracingCarrier.class)
    void theTracedBusDeliversEverythingAndIsTracedAsItSays(TracingCarrier carrier) {
        sendAll(new TracedTransport(carrier), 1, 0);
    }

    @Test
    void reactorDeliversEverythingToItsOneSubscriber() {
        sendAll(AsynchronousCarrier.REACTOR.open(), 1, 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = AsynchronousCarrier.class,
            mode = Mode.EXCLUDE,
            names = {"REACTOR", "JCTOOLS", "DISRUPTOR"})
    void everyBusTellsMessagesApart(AsynchronousCarrier carrier) {
        sendAll(carrier.open(), 1, 7);
    }

    @ParameterizedTest
    @EnumSource(
            value = AsynchronousCarrier.class,
            names = {"REACTOR", "JCTOOLS", "DISRUPTOR"})
    void whatDoesNotRouteSaysSo(AsynchronousCarrier carrier) {
        try (Transport transport = carrier.open()) {
            assertThatThrownBy(() -> transport.subscribe(Kind.JOB_DONE, payload -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("choose another carrier");
        }
    }

    @ParameterizedTest
    @EnumSource(CallerCarrier.class)
    void everyCarrierDeliversOnTheCallersThreadToo(CallerCarrier carrier) {
        sendAll(carrier.open(), 2, 7);
    }

    private static void sendAll(Transport transport, int matching, int others) {
        try (Traffic traffic = new Traffic(transport, 1, matching, others)) {
            Publisher publisher = new Publisher(traffic.counts());
            Map<String, Object> payload = Traffic.payload(0);
            for (int i = 0; i < MESSAGES; i++) {
                publisher.beforeSend();
                traffic.send(payload);
            }
            publisher.settle();
        }
    }

    @Test
    void aDeliveryTooManyIsNoticed() {
        Faulty twice = new Faulty(2);
        Traffic traffic = new Traffic(twice, 1, 1, 0);
        Publisher publisher = new Publisher(traffic.counts());
        publisher.beforeSend();
        traffic.send(Traffic.payload(0));
        assertThatThrownBy(publisher::settle).hasMessage("subscriber 0 got 2 of the 1 messages of publisher 0");
    }

    @Test
    void aMessageThatWentAstrayIsNoticed() {
        Traffic traffic = new Traffic(new Faulty(1), 1, 1, 1);
        traffic.send(Traffic.payload(0));
        assertThatThrownBy(traffic::close).hasMessage("1 messages came to subscribers that do not match");
    }

    @Test
    void aLostDeliveryIsNoticed() {
        DeliveryCounts counts = new DeliveryCounts(2, 1);
        counts.add(0, 0);
        assertThatThrownBy(() -> counts.check(0, 1)).hasMessage("subscriber 1 got 0 of the 1 messages of publisher 0");
    }

    private static final class Publisher extends Pace {
        Publisher(DeliveryCounts counts) {
            start(counts, 0, Traffic.WINDOW);
        }
    }

    /** Delivers to everybody, as often as it was told. */
    private static final class Faulty implements Transport {
        private final List<Consumer<Map<String, Object>>> subscribers = new ArrayList<>();
        private final int times;

        Faulty(int times) {
            this.times = times;
        }

        @Override
        public void subscribe(Kind kind, Consumer<Map<String, Object>> subscriber) {
            subscribers.add(subscriber);
        }

        @Override
        public void send(Map<String, Object> payload) {
            for (int i = 0; i < times; i++) {
                subscribers.forEach(each -> each.accept(payload));
            }
        }

        @Override
        public void close() {
            subscribers.clear();
        }
    }
}
