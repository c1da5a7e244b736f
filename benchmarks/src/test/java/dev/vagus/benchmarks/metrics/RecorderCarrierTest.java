package dev.vagus.benchmarks.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Not a measurement: shows that every recorder counts. */
class RecorderCarrierTest {
    @ParameterizedTest
    @EnumSource
    void everyRecorderCountsEveryDuration(RecorderCarrier carrier) {
        Histogram histogram = carrier.open();
        for (int i = 0; i < 1_000; i++) {
            histogram.record(500 + i * 1_000L);
        }
        assertThat(histogram.count()).isEqualTo(1_000);
    }
}
