package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerSettingsTest {
    private static final BreakerSettings DEFAULT = BreakerSettings.DEFAULT;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static void refused(String message, Runnable made) {
        assertThatIllegalArgumentException().isThrownBy(made::run).withMessage(message);
    }

    private static WindowSettings window(
            int calls, Duration time, int minCalls, double rate, Duration slow, double slowRate) {
        return new WindowSettings(WindowKind.CALLS, calls, time, minCalls, rate, slow, slowRate);
    }

    @Test
    void tenFailuresThirtySecondsAndOneProbeHoldWhenNothingIsSaid() {
        assertThat(DEFAULT.enabled()).isTrue();
        assertThat(DEFAULT.failures()).isEqualTo(10);
        assertThat(DEFAULT.recovery()).isEqualTo(Duration.ofSeconds(30));
        assertThat(DEFAULT.probes()).isEqualTo(1);
        assertThat(DEFAULT.window().kind()).isEqualTo(WindowKind.NONE);
    }

    @Test
    void everyMessageNamesItsKey() {
        refused("breaker.failures must not be negative, but is -1", () -> DEFAULT.withFailures(-1));
        refused(
                "breaker.failures must be at least 1 where breaker.window is none (breaker.enabled=false switches it off),"
                        + " but is 0",
                () -> DEFAULT.withFailures(0));
        refused("breaker.recovery.ms must be from 1 to 86400000, but is 0", () -> DEFAULT.withRecovery(Duration.ZERO));
        refused(
                "breaker.recovery.ms must be from 1 to 86400000, but is 172800000",
                () -> DEFAULT.withRecovery(Duration.ofDays(2)));
        refused("breaker.probes must be from 1 to 1000, but is 0", () -> DEFAULT.withProbes(0));
        refused("breaker.probes must be from 1 to 1000, but is 1001", () -> DEFAULT.withProbes(1_001));
        refused("breaker.categories must name at least one, but is []", () -> DEFAULT.withCategories(Set.of()));
    }

    @Test
    void everyMessageOfTheWindowNamesItsKey() {
        refused(
                "breaker.window.calls must be from 1 to 100000, but is 0",
                () -> window(0, MINUTE, 1, 50, Duration.ZERO, 50));
        refused(
                "breaker.window.calls must be from 1 to 100000, but is 100001",
                () -> window(100_001, MINUTE, 1, 50, Duration.ZERO, 50));
        refused(
                "breaker.window.ms must be from 100 to 3600000, but is 99",
                () -> window(1, Duration.ofMillis(99), 1, 50, Duration.ZERO, 50));
        refused(
                "breaker.window.ms must be from 100 to 3600000, but is 3600001",
                () -> window(1, Duration.ofMillis(3_600_001), 1, 50, Duration.ZERO, 50));
        refused("breaker.min.calls must be at least 1, but is 0", () -> window(1, MINUTE, 0, 50, Duration.ZERO, 50));
        refused(
                "breaker.slow.ms must not be negative, but is -1",
                () -> window(1, MINUTE, 1, 50, Duration.ofMillis(-1), 50));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aRateIsAPercentage(double rate) {
        refused(
                "breaker.failure.rate must be above 0 and at most 100, but is " + rate,
                () -> window(1, MINUTE, 1, rate, Duration.ZERO, 50));
        refused(
                "breaker.slow.rate must be above 0 and at most 100, but is " + rate,
                () -> window(1, MINUTE, 1, 50, Duration.ZERO, rate));
    }

    @Test
    void theMinimumOfCallsIsNeverMoreThanAWindowOfCallsHolds() {
        assertThat(Bench.lastCalls(5, 20, 50).thresholds().minCalls()).isEqualTo(5);
        assertThat(Bench.lastSeconds(5, 200, 50).thresholds().minCalls()).isEqualTo(200);
    }

    @Test
    void categoriesAreCopied() {
        Set<ErrorCategory> mine = EnumSet.of(ErrorCategory.BUSY);
        BreakerSettings settings = DEFAULT.withCategories(mine);
        mine.add(ErrorCategory.INTERNAL);
        assertThat(settings.categories()).containsExactly(ErrorCategory.BUSY);
    }
}
