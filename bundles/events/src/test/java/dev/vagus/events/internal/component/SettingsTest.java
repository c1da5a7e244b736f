package dev.vagus.events.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Settings IN_FORCE = new Settings(7, Duration.ofMillis(70));

    @Test
    void nothingConfiguredMeansTheDefaults() {
        assertThat(Settings.read(Map.of(), IN_FORCE)).isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void numbersAndTextsAreRead() {
        assertThat(Settings.read(Map.of("mailbox.capacity", " 12 ", "stop.deadline.ms", 0L), IN_FORCE))
                .isEqualTo(new Settings(12, Duration.ZERO));
    }

    @Test
    void aWrongValueLeavesTheOneInForceAndTouchesNoOther() {
        assertThat(Settings.read(Map.of("mailbox.capacity", "many", "stop.deadline.ms", 5), IN_FORCE))
                .isEqualTo(new Settings(7, Duration.ofMillis(5)));
        assertThat(Settings.read(Map.of("mailbox.capacity", 0, "stop.deadline.ms", -1), IN_FORCE))
                .isEqualTo(IN_FORCE);
    }
}
