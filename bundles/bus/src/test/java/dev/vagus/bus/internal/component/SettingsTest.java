package dev.vagus.bus.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.internal.engine.BusSettings;
import dev.vagus.delivery.budget.Budget;
import dev.vagus.delivery.configuration.Given;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final BusSettings DEFAULTS = BusSettings.DEFAULTS;

    private List<String> wrong = List.of();

    private BusSettings bus(Map<String, ?> values, BusSettings former) {
        Given given = Settings.ofBus(values);
        BusSettings read = Settings.bus(given, former);
        wrong = given.wrong();
        return read;
    }

    private ChannelSpec channel(Map<String, ?> values, BusSettings usual, ChannelSpec known) {
        Given given = Settings.ofChannel("dev.vagus.channel~c", values);
        ChannelSpec read = Settings.channel(given, usual, known);
        wrong = given.wrong();
        return read;
    }

    @Test
    void whatIsAbsentHasItsDefaultEvenIfItWasSetBefore() {
        BusSettings set = bus(Map.of("mailbox.capacity", 7L, "channel.autocreate", "false"), DEFAULTS);
        assertThat(set.capacity()).isEqualTo(7);
        assertThat(set.autocreate()).isFalse();
        assertThat(bus(Map.of(), set)).isEqualTo(DEFAULTS);
    }

    @Test
    void everyKeyIsRead() {
        BusSettings all = bus(
                Map.of(
                        "mailbox.capacity", "5",
                        "overflow", " block ",
                        "block.timeout.ms", "10",
                        "update.window.ms", "20",
                        "stop.deadline.ms", "30",
                        "deadletters.max", "0",
                        "channel.autocreate", true,
                        "redelivery.retries", 1,
                        "redelivery.jitter", "0.5",
                        "redelivery.waiting.max", 9),
                DEFAULTS);
        assertThat(all)
                .isEqualTo(new BusSettings(
                        5,
                        OverflowPolicy.BLOCK,
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(30),
                        0,
                        true,
                        RedeliveryPolicy.DEFAULT.withRetries(1).withJitter(0.5),
                        9,
                        DEFAULTS.budget()));
    }

    @Test
    void theBudgetOfHandlersIsReadAndAWrongPartLeavesWhatHeldBefore() {
        BusSettings set = bus(
                Map.of(
                        "budget.ms", "250",
                        "budget.overruns", 4,
                        "budget.window.ms", 30_000L,
                        "budget.cooldown.ms", 2_000,
                        "budget.cooldown.max.ms", 9_000),
                DEFAULTS);
        Budget budget = new Budget(
                Duration.ofMillis(250), 4, Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(9));
        assertThat(set.budget()).isEqualTo(budget);
        BusSettings later = bus(
                Map.of(
                        "budget.ms", -1,
                        "budget.overruns", 0,
                        "budget.window.ms", "long",
                        "budget.cooldown.ms", 86_400_001,
                        "budget.cooldown.max.ms", 1),
                set);
        assertThat(wrong).hasSize(5);
        assertThat(later.budget())
                .isEqualTo(new Budget(
                        Duration.ofMillis(250),
                        4,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2)));
        assertThat(bus(Map.of("budget.ms", 0), DEFAULTS).budget().isOff()).isTrue();
    }

    @Test
    void aWrongValueLeavesWhatHeldBefore() {
        BusSettings former = bus(Map.of("mailbox.capacity", 7, "overflow", "FAIL"), DEFAULTS);
        assertThat(wrong).isEmpty();
        BusSettings later = bus(Map.of("mailbox.capacity", 0, "overflow", "SPILL", "redelivery.jitter", 2), former);
        assertThat(later).isEqualTo(former);
        assertThat(wrong)
                .containsExactly(
                        "mailbox.capacity is '0' but must be a whole number from 1 to 2147483647; 7 stays",
                        "overflow is 'SPILL' but must be one of BLOCK, FAIL, DROP_OLDEST, DROP_NEWEST; FAIL stays",
                        "redelivery.jitter is '2' but must be a number from 0.0 to 1.0; 0.15 stays");
    }

    @Test
    void aKeyThatNobodyReadsIsWrongUnlessTheFrameworkPutItThere() {
        assertThat(bus(
                        Map.of(
                                "mailbox.capasity",
                                5,
                                "service.pid",
                                "dev.vagus.bus",
                                "component.id",
                                3L,
                                "felix.fileinstall.filename",
                                "file:bus.cfg"),
                        DEFAULTS))
                .isEqualTo(DEFAULTS);
        assertThat(wrong).singleElement().asString().contains("mailbox.capasity is unknown", "mailbox.capacity");
    }

    @Test
    void aChannelHasTheBussSettingsWhereItSaysNothing() {
        ChannelSpec spec = channel(Map.of("name", "C", "overflow", "BLOCK", "ttl.ms", "250"), DEFAULTS, null);
        assertThat(spec)
                .isEqualTo(ChannelSpec.named("C")
                        .withOverflow(OverflowPolicy.BLOCK)
                        .withTimeToLive(Duration.ofMillis(250)));
        assertThat(channel(Map.of("name", "C", "ttl.ms", "soon"), DEFAULTS, spec))
                .isEqualTo(ChannelSpec.named("C").withTimeToLive(Duration.ofMillis(250)));
    }

    @Test
    void aChannelWithoutAValidNameIsIgnored() {
        assertThat(channel(Map.of("mailbox.capacity", 5), DEFAULTS, null)).isNull();
        assertThat(channel(Map.of("name", "no good"), DEFAULTS, null)).isNull();
        assertThat(wrong).singleElement().asString().startsWith("there is no such channel: ");
    }
}
