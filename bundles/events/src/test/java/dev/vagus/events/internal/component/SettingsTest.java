package dev.vagus.events.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.delivery.budget.Budget;
import dev.vagus.delivery.configuration.Given;
import dev.vagus.events.internal.engine.HandlerTerms;
import dev.vagus.events.internal.history.KeepRules;
import dev.vagus.events.internal.history.Limits;
import dev.vagus.events.internal.history.TopicRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final HandlerTerms HANDLERS = new HandlerTerms(
            Duration.ofMillis(70),
            new Budget(Duration.ofMillis(7), 2, Duration.ofMillis(700), Duration.ofMillis(17), Duration.ofMillis(170)));
    private static final Settings IN_FORCE = new Settings(
            7,
            Duration.ofMillis(70),
            new Limits(5, 50_000, 500, KeepRules.of(List.of("Lab/*")), TopicRules.of(List.of("org/acme/*"))),
            6,
            HANDLERS);

    private List<String> wrong = List.of();

    private Settings read(Map<String, ?> values, Settings inForce) {
        Given given = Settings.given(values);
        Settings read = Settings.read(given, inForce);
        wrong = given.wrong();
        return read;
    }

    @Test
    void nothingConfiguredMeansTheDefaults() {
        assertThat(read(Map.of(), IN_FORCE)).isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void numbersAndTextsAreRead() {
        assertThat(read(Map.of("mailbox.capacity", " 12 ", "stop.deadline.ms", 0L), IN_FORCE))
                .isEqualTo(new Settings(12, Duration.ZERO, Limits.DEFAULTS, 1_000, HandlerTerms.DEFAULT));
    }

    @Test
    void aWrongValueLeavesTheOneInForceAndTouchesNoOther() {
        assertThat(read(Map.of("mailbox.capacity", "many", "stop.deadline.ms", 5), IN_FORCE))
                .isEqualTo(new Settings(7, Duration.ofMillis(5), Limits.DEFAULTS, 1_000, HandlerTerms.DEFAULT));
        Map<String, Object> bad = Map.of(
                "mailbox.capacity", 0,
                "stop.deadline.ms", -1,
                "history.capacity", -1,
                "history.bytes", 5,
                "history.age.ms", "old",
                "history.events", "Lab",
                "history.topics", "!org/osgi/*",
                "sticky.capacity", -1);
        assertThat(read(bad, IN_FORCE))
                .isEqualTo(new Settings(7, Duration.ofMillis(70), IN_FORCE.history(), 6, HandlerTerms.DEFAULT));
        assertThat(wrong)
                .hasSize(bad.size())
                .contains("mailbox.capacity is '0' but must be a whole number from 1 to 100000000; 7 stays in force");
    }

    @Test
    void aKeyThatNobodyReadsIsWrong() {
        assertThat(read(Map.of("histroy.capacity", 3), IN_FORCE)).isEqualTo(Settings.DEFAULTS);
        assertThat(wrong).singleElement().asString().contains("histroy.capacity is unknown", "history.capacity");
        read(Map.of(), IN_FORCE);
        assertThat(wrong).isEmpty();
    }

    @Test
    void theHistoryIsReadFromNumbersAndFromOneOrSeveralPatterns() {
        Limits several = new Limits(
                9,
                4_096,
                60_000,
                KeepRules.of(List.of("Lab/*", "!Lab/Tick")),
                TopicRules.of(List.of("*", "!org/osgi/*")));

        Map<String, Object> numbers = Map.of("history.capacity", 9, "history.bytes", "4096", "history.age.ms", 60_000);
        Map<String, Object> array = new HashMap<>(numbers);
        array.put("history.events", new String[] {"Lab/*", "!Lab/Tick"});
        array.put("history.topics", new String[] {"*", "!org/osgi/*"});
        Map<String, Object> text = new HashMap<>(numbers);
        text.put("history.events", "Lab/*, !Lab/Tick");
        text.put("history.topics", "*, !org/osgi/*");

        assertThat(read(array, IN_FORCE).history()).isEqualTo(several);
        assertThat(read(text, IN_FORCE).history()).isEqualTo(several);
    }

    @Test
    void whatIsEncryptedIsReadAndWhatCannotBeUnderstoodMeansEverything() {
        assertThat(encrypted(Map.of())).isEqualTo(KeepRules.NONE);
        assertThat(encrypted(Map.of("history.encrypted", "Lab/*,!Lab/Tick")))
                .isEqualTo(KeepRules.of(List.of("Lab/*", "!Lab/Tick")));
        assertThat(encrypted(Map.of("history.encrypted", "Lab"))).isEqualTo(KeepRules.ALL);
    }

    private KeepRules encrypted(Map<String, Object> given) {
        return read(given, Settings.DEFAULTS).history().encrypted();
    }

    @Test
    void whatHoldsForHandlersIsRead() {
        Map<String, Object> given = Map.of(
                "overflow", "block",
                "block.timeout.ms", 20,
                "budget.ms", "200",
                "budget.overruns", 4,
                "budget.window.ms", 30_000L,
                "budget.cooldown.ms", 500,
                "budget.cooldown.max.ms", 5_000);

        assertThat(read(given, IN_FORCE).handlers())
                .isEqualTo(new HandlerTerms(
                        Duration.ofMillis(20),
                        new Budget(
                                Duration.ofMillis(200),
                                4,
                                Duration.ofSeconds(30),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(5))));
        assertThat(read(Map.of("budget.ms", 0), IN_FORCE).handlers().budget()).returns(true, Budget::isOff);
    }

    @Test
    void whatIsWrongAboutHandlersLeavesWhatWasInForce() {
        Map<String, Object> bad = Map.of(
                "overflow", "SOMETIMES",
                "block.timeout.ms", 0,
                "budget.ms", -1,
                "budget.overruns", 0,
                "budget.window.ms", "long",
                "budget.cooldown.ms", 0,
                "budget.cooldown.max.ms", 86_400_001L);

        assertThat(read(bad, IN_FORCE).handlers()).isEqualTo(HANDLERS);
        assertThat(read(Map.of("budget.cooldown.max.ms", 5), IN_FORCE)
                        .handlers()
                        .budget())
                .as("the longest is not shorter than the first")
                .returns(Budget.DEFAULT.coolDown(), Budget::longestCoolDown);
    }
}
