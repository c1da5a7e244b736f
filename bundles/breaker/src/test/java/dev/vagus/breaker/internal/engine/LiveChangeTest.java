package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a closed breaker keeps when its settings change; the other states say it in their own tests. */
class LiveChangeTest {
    private static final BreakerSettings CALLS =
            BreakerSettings.DEFAULT.withWindow(Bench.lastCalls(100, 50, 50)).withFailures(0);

    @Test
    void keepsTheRowOfFailures() {
        Bench bench = new Bench(BreakerSettings.DEFAULT);
        bench.fail(5);
        bench.breaker.settings(BreakerSettings.DEFAULT.withFailures(6));
        bench.assertState(BreakerState.CLOSED);
        bench.fail();
        bench.assertState(BreakerState.OPEN);
    }

    @Test
    void aCallUnderWayCountsByTheNewSettings() {
        Bench bench = new Bench(BreakerSettings.DEFAULT);
        Permit underWay = bench.permit();
        bench.breaker.settings(BreakerSettings.DEFAULT.withFailures(1));
        bench.fail(underWay, ErrorCategory.NETWORK);
        bench.assertState(BreakerState.OPEN);
    }

    @Test
    void keepsTheLastCallsWhenTheirNumberChanges() {
        Bench bench = new Bench(CALLS);
        bench.fail(10);
        bench.succeed(15);
        bench.fail(5);
        bench.breaker.settings(CALLS.withWindow(Bench.lastCalls(12, 12, 99)));
        BreakerSnapshot smaller = bench.breaker.snapshot();
        assertThat(smaller.windowCalls()).isEqualTo(12);
        assertThat(smaller.windowFailures()).isEqualTo(5);
        bench.breaker.settings(CALLS);
        bench.succeed(1);
        assertThat(bench.breaker.snapshot().windowCalls()).isEqualTo(13);
    }

    @Test
    void lowerThresholdsHoldFromTheNextCallOnEvenIfItSucceeds() {
        Bench bench = new Bench(CALLS);
        bench.fail(10);
        bench.succeed(50);
        bench.assertState(BreakerState.CLOSED);
        bench.breaker.settings(CALLS.withWindow(Bench.lastCalls(100, 50, 10)));
        bench.assertState(BreakerState.CLOSED);
        bench.succeed();
        bench.assertState(BreakerState.OPEN);
        assertThat(bench.heard.get(0).reason()).isEqualTo("10 of the last 61 calls failed (16.4 %)");
    }

    @Test
    void keepsTheCallsOfTheLastWhileWhenOnlyThresholdsChange() {
        BreakerSettings seconds = CALLS.withWindow(Bench.lastSeconds(30, 50, 50));
        Bench bench = new Bench(seconds);
        bench.fail(3);
        bench.breaker.settings(seconds.withWindow(Bench.lastSeconds(30, 40, 60)));
        assertThat(bench.breaker.snapshot().windowFailures()).isEqualTo(3);
        bench.breaker.settings(seconds.withWindow(Bench.lastSeconds(31, 40, 60)));
        assertThat(bench.breaker.snapshot().windowCalls()).isZero();
    }

    @Test
    void anotherKindOfWindowBeginsEmptyAndTheFirstCallMayNotHaveTheTime() {
        Bench bench = new Bench(CALLS);
        bench.succeed(3);
        Permit underWay = bench.permit();
        bench.breaker.settings(CALLS.withWindow(Bench.lastSeconds(30, 50, 50)));
        assertThat(bench.breaker.snapshot().windowCalls()).isZero();
        bench.clock.advance(Duration.ofSeconds(1));
        underWay.succeed();
        assertThat(bench.breaker.snapshot().windowCalls()).isEqualTo(1);
        bench.breaker.settings(BreakerSettings.DEFAULT);
        assertThat(bench.breaker.snapshot().windowCalls()).isZero();
        assertThat(bench.breaker.snapshot().failureRate()).isEqualTo(-1);
    }

    @Test
    void isNoTransition() {
        Bench bench = new Bench(CALLS);
        bench.breaker.settings(BreakerSettings.DEFAULT);
        assertThat(bench.heard).isEmpty();
        assertThat(bench.breaker.snapshot().history()).isEmpty();
    }
}
