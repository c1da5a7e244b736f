package dev.vagus.events.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.internal.history.KeepRules;
import dev.vagus.events.internal.history.Limits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Settings IN_FORCE =
            new Settings(7, Duration.ofMillis(70), new Limits(5, 50_000, 500, KeepRules.of(List.of("Lab/*"))), 6);

    @Test
    void nothingConfiguredMeansTheDefaults() {
        assertThat(Settings.read(Map.of(), IN_FORCE)).isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void numbersAndTextsAreRead() {
        assertThat(Settings.read(Map.of("mailbox.capacity", " 12 ", "stop.deadline.ms", 0L), IN_FORCE))
                .isEqualTo(new Settings(12, Duration.ZERO, Limits.DEFAULTS, 1_000));
    }

    @Test
    void aWrongValueLeavesTheOneInForceAndTouchesNoOther() {
        assertThat(Settings.read(Map.of("mailbox.capacity", "many", "stop.deadline.ms", 5), IN_FORCE))
                .isEqualTo(new Settings(7, Duration.ofMillis(5), Limits.DEFAULTS, 1_000));
        Map<String, Object> wrong = Map.of(
                "mailbox.capacity", 0,
                "stop.deadline.ms", -1,
                "history.capacity", -1,
                "history.bytes", 5,
                "history.age.ms", "old",
                "history.events", "Lab",
                "sticky.capacity", -1);
        assertThat(Settings.read(wrong, IN_FORCE)).isEqualTo(IN_FORCE);
    }

    @Test
    void theHistoryIsReadFromNumbersAndFromOneOrSeveralPatterns() {
        Limits several = new Limits(9, 4_096, 60_000, KeepRules.of(List.of("Lab/*", "!Lab/Tick")));

        Map<String, Object> numbers = Map.of("history.capacity", 9, "history.bytes", "4096", "history.age.ms", 60_000);
        Map<String, Object> array = new HashMap<>(numbers);
        array.put("history.events", new String[] {"Lab/*", "!Lab/Tick"});
        Map<String, Object> text = new HashMap<>(numbers);
        text.put("history.events", "Lab/*, !Lab/Tick");

        assertThat(Settings.read(array, IN_FORCE).history()).isEqualTo(several);
        assertThat(Settings.read(text, IN_FORCE).history()).isEqualTo(several);
    }
}
