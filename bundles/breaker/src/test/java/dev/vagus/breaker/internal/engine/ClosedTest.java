package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.BreakerTransition;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClosedTest {
    private static final BreakerSettings THREE = BreakerSettings.DEFAULT.withFailures(3);

    private final Bench bench = new Bench(THREE);

    @Test
    void aNewBreakerIsClosedAndEmpty() {
        assertThat(bench.breaker.snapshot())
                .isEqualTo(new BreakerSnapshot(
                        "LabRunner.ExecuteStep",
                        "LabRunner",
                        7,
                        BreakerState.CLOSED,
                        FakeClock.BEGIN,
                        null,
                        0,
                        0,
                        0,
                        0,
                        -1,
                        -1,
                        0,
                        null,
                        List.of()));
    }

    @Test
    void opensAtTheTenthFailureInARowWhenNothingIsSaid() {
        Bench plain = new Bench(BreakerSettings.DEFAULT);
        plain.fail(9);
        plain.assertState(BreakerState.CLOSED);
        plain.fail();
        plain.assertState(BreakerState.OPEN);
    }

    @Test
    void saysWhyItOpened() {
        bench.fail(2);
        bench.fail(bench.permit(), ErrorCategory.TIMEOUT);
        BreakerTransition opened = new BreakerTransition(
                FakeClock.BEGIN, BreakerState.CLOSED, BreakerState.OPEN, "3 failures in a row, the last: timeout");
        assertThat(bench.heard).containsExactly(opened);
        BreakerSnapshot snapshot = bench.breaker.snapshot();
        assertThat(snapshot.history()).containsExactly(opened);
        assertThat(snapshot.consecutiveFailures()).isEqualTo(3);
        assertThat(snapshot.lastFailure()).isEqualTo(ErrorCategory.TIMEOUT);
    }

    @Test
    void aSuccessEndsTheRow() {
        for (int i = 0; i < 5; i++) {
            bench.fail(2);
            assertThat(bench.breaker.snapshot().consecutiveFailures()).isEqualTo(2);
            bench.succeed();
            assertThat(bench.breaker.snapshot().consecutiveFailures()).isZero();
        }
        bench.assertState(BreakerState.CLOSED);
    }

    @Test
    void whatIsIgnoredDoesNotEndTheRow() {
        bench.fail(2);
        bench.permit().ignore();
        bench.fail(bench.permit(), ErrorCategory.VALIDATION);
        bench.assertState(BreakerState.CLOSED);
        assertThat(bench.breaker.snapshot().lastFailure()).isEqualTo(ErrorCategory.INTERNAL);
        bench.fail();
        bench.assertState(BreakerState.OPEN);
    }

    @ParameterizedTest
    @EnumSource(ErrorCategory.class)
    void onlyTheCategoriesThatTellAboutTheOtherSideCount(ErrorCategory category) {
        boolean counts = EnumSet.of(
                        ErrorCategory.TIMEOUT, ErrorCategory.UNAVAILABLE, ErrorCategory.NETWORK, ErrorCategory.INTERNAL)
                .contains(category);
        for (int i = 0; i < 3; i++) {
            bench.fail(bench.permit(), category);
        }
        bench.assertState(counts ? BreakerState.OPEN : BreakerState.CLOSED);
    }

    @Test
    void otherCategoriesCountWhenThePolicySaysSo() {
        Bench busy = new Bench(THREE.withCategories(Set.of(ErrorCategory.BUSY)));
        busy.fail(5);
        for (int i = 0; i < 3; i++) {
            busy.assertState(BreakerState.CLOSED);
            busy.fail(busy.permit(), ErrorCategory.BUSY);
        }
        busy.assertState(BreakerState.OPEN);
    }

    @Test
    void callsUnderWayAreAnyNumber() {
        for (int i = 0; i < 100; i++) {
            bench.permit();
        }
        bench.fail(2);
        bench.assertState(BreakerState.CLOSED);
    }

    @Test
    void whatEndsAfterItOpenedChangesNothing() {
        Permit late = bench.permit();
        bench.open();
        late.fail(ErrorCategory.NETWORK, 0, bench.clock.nanos());
        bench.succeed(late, Duration.ZERO);
        bench.assertState(BreakerState.OPEN);
        assertThat(bench.breaker.snapshot().lastFailure()).isEqualTo(ErrorCategory.INTERNAL);
        assertThat(bench.heard).hasSize(1);
    }

    @Test
    void whatBeganBeforeItOpenedDoesNotOpenItWhenItIsClosedAgain() {
        Permit[] late = {bench.permit(), bench.permit(), bench.permit()};
        bench.open();
        bench.recover();
        bench.succeed();
        bench.assertState(BreakerState.CLOSED);
        for (Permit each : late) {
            bench.fail(each, ErrorCategory.INTERNAL);
        }
        bench.assertState(BreakerState.CLOSED);
        assertThat(bench.breaker.snapshot().consecutiveFailures()).isZero();
    }

    @Test
    void aResetForgetsWhatWasCountedAndWhatIsUnderWayWithoutATransition() {
        bench.fail(2);
        Permit late = bench.permit();
        assertThat(bench.breaker.reset("by shell", false)).isTrue();
        bench.fail(late, ErrorCategory.INTERNAL);
        bench.fail(2);
        bench.assertState(BreakerState.CLOSED);
        assertThat(bench.heard).isEmpty();
        bench.fail();
        bench.assertState(BreakerState.OPEN);
    }

    @Test
    void opensAtTheFailureRateOfItsLastCalls() {
        Bench rate = new Bench(
                BreakerSettings.DEFAULT.withWindow(Bench.lastCalls(10, 5, 50)).withFailures(0));
        rate.fail(4);
        rate.assertState(BreakerState.CLOSED);
        rate.succeed();
        rate.assertState(BreakerState.OPEN);
        assertThat(rate.heard.get(0).reason()).isEqualTo("4 of the last 5 calls failed (80.0 %)");
        BreakerSnapshot snapshot = rate.breaker.snapshot();
        assertThat(snapshot.windowCalls()).isEqualTo(5);
        assertThat(snapshot.windowFailures()).isEqualTo(4);
        assertThat(snapshot.failureRate()).isEqualTo(80);
        assertThat(snapshot.slowRate()).isZero();
    }

    @Test
    void opensAtTheRateOfSlowCalls() {
        WindowSettings window = Bench.slow(Bench.lastCalls(10, 5, 50), Duration.ofMillis(200), 40);
        Bench slow = new Bench(BreakerSettings.DEFAULT.withWindow(window));
        assertThat(slow.permit().timed()).isTrue();
        slow.succeed(4);
        slow.succeed(slow.permit(), Duration.ofMillis(201));
        slow.succeed(slow.permit(), Duration.ofMillis(200));
        slow.assertState(BreakerState.CLOSED);
        slow.succeed(slow.permit(), Duration.ofSeconds(2));
        slow.assertState(BreakerState.CLOSED);
        slow.succeed(slow.permit(), Duration.ofSeconds(2));
        slow.assertState(BreakerState.CLOSED);
        slow.succeed(slow.permit(), Duration.ofSeconds(2));
        slow.assertState(BreakerState.OPEN);
        assertThat(slow.heard.get(0).reason()).isEqualTo("4 of the last 9 calls were slow (44.4 %)");
    }

    @Test
    void failuresInARowAndAWindowWorkSideBySide() {
        Bench both = new Bench(THREE.withWindow(Bench.lastCalls(100, 100, 50)));
        both.fail(3);
        both.assertState(BreakerState.OPEN);
    }

    @Test
    void aPermitThatNeedsNoClockSaysSoAndCountsWithoutOne() {
        assertThat(bench.permit().timed()).isFalse();
        Bench window = new Bench(BreakerSettings.DEFAULT.withWindow(Bench.lastCalls(4, 1, 100)));
        assertThat(window.permit().timed()).isFalse();
        window.permit().succeed();
        assertThat(window.breaker.snapshot().windowCalls()).isEqualTo(1);
        Bench time = new Bench(BreakerSettings.DEFAULT.withWindow(Bench.lastSeconds(10, 1, 100)));
        assertThat(time.permit().timed()).isTrue();
        time.permit().succeed();
        time.clock.advance(Duration.ofSeconds(5));
        time.permit().succeed();
        assertThat(time.breaker.snapshot().windowCalls()).isEqualTo(2);
        time.clock.advance(Duration.ofSeconds(5));
        assertThat(time.breaker.snapshot().windowCalls()).isEqualTo(1);
    }

    @Test
    void aFailureWithoutATimeIsOneOfNow() {
        bench.clock.advance(Duration.ofSeconds(7));
        for (int i = 0; i < 3; i++) {
            bench.permit().fail(ErrorCategory.NETWORK);
        }
        bench.assertState(BreakerState.OPEN);
        assertThat(bench.breaker.refusal().retryAfterNanos())
                .isEqualTo(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void switchedOffItLetsEveryCallThroughAndWatchesNone() {
        bench.breaker.settings(THREE.withEnabled(false));
        bench.fail(20);
        bench.assertState(BreakerState.CLOSED);
        bench.breaker.settings(THREE);
        bench.fail(2);
        bench.assertState(BreakerState.CLOSED);
    }
}
