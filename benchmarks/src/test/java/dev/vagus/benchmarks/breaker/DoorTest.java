package dev.vagus.benchmarks.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Not a measurement: shows that every breaker does what is measured, at the same moment, and that a sham is noticed. */
class DoorTest {
    @ParameterizedTest
    @EnumSource(BreakerCarrier.class)
    void everyBreakerOpensAtTheTenthFailureInARow(BreakerCarrier carrier) {
        Door door = carrier.open(Rule.IN_A_ROW);
        for (int i = 0; i < 1_000; i++) {
            assertThat(i % 10 == 0 ? door.succeed() : door.fail()).isTrue();
        }
        assertThat(door.succeed()).isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(door.fail()).isTrue();
        }
        assertThat(door.fail()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(BreakerCarrier.class)
    void everyBreakerOpensWhenHalfOfTheLastHundredFailed(BreakerCarrier carrier) {
        Door door = carrier.open(Rule.LAST_HUNDRED);
        for (int i = 0; i < 10_000; i++) {
            assertThat(i % 100 < 51 ? door.succeed() : door.fail()).isTrue();
        }
        for (int i = 0; i < 100; i++) {
            assertThat(door.succeed()).isTrue();
        }
        for (int i = 0; i < 50; i++) {
            assertThat(door.fail()).isTrue();
        }
        assertThat(door.succeed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void everyBreakerPassesTheCheck(Rule rule) {
        for (BreakerCarrier carrier : BreakerCarrier.values()) {
            Door door = carrier.open(rule);
            assertThat(door.succeed()).isTrue();
            BreakerAlone.check(door, rule);
            assertThat(door.succeed()).isFalse();
        }
    }

    @Test
    void aBreakerThatDoesNotWatchIsNoticed() {
        Door sham = new Door() {
            @Override
            public boolean succeed() {
                return true;
            }

            @Override
            public boolean fail() {
                return true;
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> BreakerAlone.check(sham, Rule.IN_A_ROW))
                .withMessage("the breaker is not open after 10 failures: it does not watch");
    }
}
