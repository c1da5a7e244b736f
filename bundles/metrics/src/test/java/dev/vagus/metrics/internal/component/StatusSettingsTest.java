package dev.vagus.metrics.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.delivery.configuration.Given;
import dev.vagus.metrics.internal.status.Limits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusSettingsTest {
    private static StatusSettings read(StatusSettings former, Map<String, ?> values) {
        return former.read(new Given(MetricsConfig.PID, values, null), () -> null);
    }

    @Test
    void limitsAreReadOfAnyType() {
        StatusSettings read = read(
                StatusSettings.DEFAULTS,
                Map.of(
                        "status.mailbox.percent",
                        "50",
                        "status.oldest.ms",
                        1_000,
                        "status.growth.window.ms",
                        2_000L,
                        "status.key.days",
                        30));
        assertThat(read.refusal()).isEmpty();
        assertThat(read.limits())
                .isEqualTo(new Limits(50, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofDays(30)));
    }

    @Test
    void everythingThatIsWrongIsToldAndWhatHeldBeforeStays() {
        StatusSettings former = read(StatusSettings.DEFAULTS, Map.of("status.mailbox.percent", 50, "series.max", 70));
        StatusSettings wrong = former.read(
                new Given(
                        MetricsConfig.PID,
                        Map.of("status.mailbox.percent", 101, "series.max", "many", "window.second", 10),
                        null),
                () -> "trace.level must be basic");
        assertThat(wrong.limits()).isEqualTo(former.limits());
        assertThat(wrong.refusal())
                .contains(
                        "status.mailbox.percent must be a whole number from 1 to 100, but is '101'; 50 stays in force")
                .contains("series.max must be a whole number from 1 to 1000000, but is 'many'; 70 stays in force")
                .contains("trace.level must be basic")
                .contains("window.second is unknown")
                .contains("window.seconds");
        assertThat(read(wrong, Map.of()).refusal()).isEmpty();
    }
}
