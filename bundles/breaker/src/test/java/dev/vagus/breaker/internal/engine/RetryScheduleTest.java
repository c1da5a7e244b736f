package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final RetrySchedule THREE =
            new RetrySchedule(3, Duration.ofMillis(100), 2, 0.5, Duration.ofMillis(300));

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void triesSoOftenAfterTheFirstAttempt() {
        assertThat(THREE.allows(0)).isTrue();
        assertThat(THREE.allows(2)).isTrue();
        assertThat(THREE.allows(3)).isFalse();
        assertThat(RetrySchedule.NONE.allows(0)).isFalse();
        assertThat(RetrySchedule.NONE.withMax(1).allows(0)).isTrue();
    }

    @Test
    void pausesGrowUpToTheMaximum() {
        assertThat(THREE.pauseBefore(1, () -> 0.5)).isEqualTo(ms(100));
        assertThat(THREE.pauseBefore(2, () -> 0.5)).isEqualTo(ms(200));
        assertThat(THREE.pauseBefore(3, () -> 0.5)).isEqualTo(ms(300));
        assertThat(THREE.pauseBefore(900, () -> 0.5)).isEqualTo(ms(300));
    }

    @Test
    void pausesVaryByTheJitter() {
        assertThat(THREE.pauseBefore(1, () -> 0)).isEqualTo(ms(50));
        assertThat(THREE.pauseBefore(1, () -> 1)).isEqualTo(ms(150));
    }

    @Test
    void everyMessageNamesItsKey() {
        refused("retry.max must be from 0 to 1000, but is -1", () -> THREE.withMax(-1));
        refused(
                "retry.backoff.ms must be from 0 to 3600000, but is -1",
                () -> new RetrySchedule(1, ms(-1), 1, 0, ms(1)));
        refused(
                "retry.multiplier must be from 1 to 1000, but is 0.5",
                () -> new RetrySchedule(1, ms(1), 0.5, 0, ms(1)));
        refused(
                "retry.multiplier must be from 1 to 1000, but is NaN",
                () -> new RetrySchedule(1, ms(1), Double.NaN, 0, ms(1)));
        refused("retry.jitter must be from 0 to 1, but is 1.5", () -> new RetrySchedule(1, ms(1), 1, 1.5, ms(1)));
        refused(
                "retry.backoff.max.ms must be from 0 to 86400000, but is -5",
                () -> new RetrySchedule(1, ms(1), 1, 0, ms(-5)));
    }

    private static void refused(String message, Runnable made) {
        assertThatIllegalArgumentException().isThrownBy(made::run).withMessage(message);
    }
}
