package dev.vagus.benchmarks.bus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.benchmarks.Deliveries;
import dev.vagus.benchmarks.bus.AsynchronousThroughput.Carrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Not a measurement: shows that each carrier brings every message once to everybody, which the benchmark relies on. */
class AsynchronousThroughputTest {
    @ParameterizedTest
    @EnumSource(Carrier.class)
    void everyCarrierDeliversEverythingToEverySubscriber(Carrier carrier) {
        AsynchronousThroughput benchmark = new AsynchronousThroughput();
        benchmark.carrier = carrier;
        benchmark.subscribers = 3;
        benchmark.open();
        try {
            benchmark.send();
        } finally {
            benchmark.close();
        }
    }

    @Test
    void aDeliveryTooManyIsNoticed() {
        Deliveries deliveries = new Deliveries(10, 1);
        deliveries.beforeSend();
        deliveries.delivered();
        deliveries.delivered();
        assertThatThrownBy(deliveries::awaitAll).hasMessage("2 deliveries of 1 messages");
    }
}
