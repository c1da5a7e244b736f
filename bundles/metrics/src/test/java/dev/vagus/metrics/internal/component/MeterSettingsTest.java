package dev.vagus.metrics.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.delivery.configuration.Given;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeterSettingsTest {
    private static Given given(Map<String, ?> values) {
        return new Given(MetricsConfig.PID, values, null);
    }

    @Test
    void withoutAConfigurationTheDefaultsHold() {
        assertThat(MeterSettings.read(given(Map.of()), MeterSettings.DEFAULTS)).isEqualTo(MeterSettings.DEFAULTS);
    }

    @Test
    void valuesOfAnyTypeAreReadAndTheSeriesLimitHoldsForChannelsToo() {
        MeterSettings read = MeterSettings.read(
                given(Map.of(
                        "series.max", "50", "window.seconds", 60, "window.minutes", 10L, "window.bytes", " 1000000 ")),
                MeterSettings.DEFAULTS);
        assertThat(read.series()).isEqualTo(50);
        assertThat(read.window().channels()).isEqualTo(50);
        assertThat(read.window().seconds()).isEqualTo(60);
        assertThat(read.window().minutes()).isEqualTo(10);
        assertThat(read.window().bytes()).isEqualTo(1_000_000);
    }

    @Test
    void aWrongValueLeavesWhatHeldBefore() {
        MeterSettings former = MeterSettings.read(given(Map.of("series.max", 50)), MeterSettings.DEFAULTS);
        assertThat(MeterSettings.read(given(Map.of("series.max", "many", "window.seconds", 0)), former))
                .isEqualTo(former);
    }
}
