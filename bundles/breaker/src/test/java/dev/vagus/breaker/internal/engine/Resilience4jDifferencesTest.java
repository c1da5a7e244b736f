package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.breaker.BreakerState;
import dev.vagus.module.ErrorCategory;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Where we decide otherwise than resilience4j, on purpose: each test shows both. */
class Resilience4jDifferencesTest {
    private static final BreakerSettings TWO_CALLS =
            BreakerSettings.DEFAULT.withWindow(Bench.lastCalls(2, 2, 60)).withFailures(0);

    private final FakeClock clock = new FakeClock(0);
    private Bench ours;
    private CircuitBreaker theirs;

    private void with(BreakerSettings settings) {
        ours = new Bench(settings, clock);
        theirs = Resilience4j.like(settings, clock);
    }

    private void failTheirs() {
        theirs.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException());
    }

    private void openBoth() {
        for (int i = 0; i < 2; i++) {
            ours.fail();
            assertThat(theirs.tryAcquirePermission()).isTrue();
            failTheirs();
        }
        ours.assertState(BreakerState.OPEN);
        assertThat(theirs.getState()).isEqualTo(State.OPEN);
    }

    private void halfOpenBoth() {
        openBoth();
        ours.recover();
        clock.advance(Duration.ofNanos(1));
    }

    /** The recovery time is a time to wait, so a call exactly at its end has waited long enough. */
    @Test
    void theRecoveryTimeIsOverAtItsEndNotAfterIt() {
        with(TWO_CALLS);
        openBoth();
        ours.recover();
        assertThat(theirs.tryAcquirePermission()).isFalse();
        ours.permit();
    }

    /** Where each probe may hurt, one that failed is enough to know; resilience4j waits for all and looks at their rate. */
    @Test
    void theFirstFailedProbeOpens() {
        with(TWO_CALLS.withProbes(3));
        halfOpenBoth();
        ours.fail();
        assertThat(theirs.tryAcquirePermission()).isTrue();
        failTheirs();
        assertThat(theirs.getState()).isEqualTo(State.HALF_OPEN);
        ours.assertState(BreakerState.OPEN);
    }

    /** All probes have to succeed; with resilience4j as many as the failure rate and its minimum of calls leave. */
    @Test
    void allProbesHaveToSucceed() {
        with(TWO_CALLS.withProbes(3));
        halfOpenBoth();
        ours.succeed(2);
        for (int i = 0; i < 2; i++) {
            assertThat(theirs.tryAcquirePermission()).isTrue();
            theirs.onSuccess(0, TimeUnit.NANOSECONDS);
        }
        assertThat(theirs.getState()).isEqualTo(State.CLOSED);
        ours.assertState(BreakerState.HALF_OPEN);
        ours.succeed();
        ours.assertState(BreakerState.CLOSED);
    }

    /** A call that was let through when all was well says nothing about whether it is well again. */
    @Test
    void aCallFromBeforeItOpenedIsNoProbe() {
        with(TWO_CALLS);
        Permit before = ours.permit();
        assertThat(theirs.tryAcquirePermission()).isTrue();
        halfOpenBoth();
        Permit probe = ours.permit();
        assertThat(theirs.tryAcquirePermission()).isTrue();
        ours.succeed(before, Duration.ZERO);
        theirs.onSuccess(0, TimeUnit.NANOSECONDS);
        assertThat(theirs.getState()).isEqualTo(State.CLOSED);
        ours.assertState(BreakerState.HALF_OPEN);
        ours.succeed(probe, Duration.ZERO);
        ours.assertState(BreakerState.CLOSED);
    }

    /** Ignored calls from before must not add places: with resilience4j each adds one probe more than was allowed. */
    @Test
    void aCallFromBeforeItOpenedThatIsIgnoredGivesNoPlaceBack() {
        with(TWO_CALLS);
        List<Permit> before = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            before.add(ours.permit());
            assertThat(theirs.tryAcquirePermission()).isTrue();
        }
        halfOpenBoth();
        ours.permit();
        assertThat(theirs.tryAcquirePermission()).isTrue();
        for (Permit each : before) {
            each.ignore();
            theirs.releasePermission();
        }
        for (int i = 0; i < 5; i++) {
            assertThat(theirs.tryAcquirePermission()).isTrue();
        }
        ours.refuse();
    }

    /** A permit that is never ended (its thread died, say) must not block the breaker for ever, without anybody's doing. */
    @Test
    void aLostProbeIsReplacedInTime() {
        with(TWO_CALLS);
        halfOpenBoth();
        ours.permit();
        assertThat(theirs.tryAcquirePermission()).isTrue();
        clock.advance(Duration.ofDays(1));
        assertThat(theirs.tryAcquirePermission()).isFalse();
        ours.fail(ours.permit(), ErrorCategory.TIMEOUT);
        ours.assertState(BreakerState.OPEN);
    }
}
