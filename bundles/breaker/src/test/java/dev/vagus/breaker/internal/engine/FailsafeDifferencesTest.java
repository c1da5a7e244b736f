package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.failsafe.CircuitBreaker;
import dev.vagus.breaker.BreakerState;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where we decide otherwise than Failsafe, on purpose: each test shows both. */
class FailsafeDifferencesTest {
    private static final BreakerSettings SETTINGS =
            BreakerSettings.DEFAULT.withFailures(2).withProbes(3);

    private final Bench ours = new Bench(SETTINGS);
    private final CircuitBreaker<Object> theirs = FailsafeOracleTest.like(SETTINGS);

    private void halfOpenBoth() {
        ours.open();
        ours.recover();
        for (int i = 0; i < 2; i++) {
            theirs.recordFailure();
        }
        theirs.halfOpen();
    }

    /** The limit of probes is one of calls in all: more than have to succeed are never needed. Failsafe limits those at once. */
    @Test
    void noMoreProbesAreLetThroughThanHaveToSucceed() {
        halfOpenBoth();
        Permit first = ours.permit();
        for (int i = 0; i < 3; i++) {
            assertThat(theirs.tryAcquirePermit()).isTrue();
        }
        ours.permit();
        ours.permit();
        ours.succeed(first, Duration.ZERO);
        theirs.recordSuccess();
        assertThat(theirs.tryAcquirePermit()).isTrue();
        ours.refuse();
    }

    /** A call that was let through before it opened is no probe; Failsafe takes it for one. */
    @Test
    void aCallFromBeforeItOpenedIsNoProbe() {
        Permit before = ours.permit();
        assertThat(theirs.tryAcquirePermit()).isTrue();
        halfOpenBoth();
        ours.permit();
        assertThat(theirs.tryAcquirePermit()).isTrue();
        theirs.recordFailure();
        ours.fail(before, ErrorCategory.INTERNAL);
        assertThat(theirs.isOpen()).isTrue();
        ours.assertState(BreakerState.HALF_OPEN);
    }

    /** A permit that is never ended must not block the breaker for ever. */
    @Test
    void lostProbesAreReplacedInTime() {
        halfOpenBoth();
        for (int i = 0; i < 3; i++) {
            ours.permit();
            assertThat(theirs.tryAcquirePermit()).isTrue();
        }
        assertThat(theirs.tryAcquirePermit()).isFalse();
        ours.refuse();
        ours.clock.advance(Duration.ofMinutes(1));
        ours.succeed(3);
        ours.assertState(BreakerState.CLOSED);
    }

    /** By hand or not, a reset of a closed breaker forgets what was counted; Failsafe's does nothing then. */
    @Test
    void aResetOfAClosedBreakerForgetsItsFailures() {
        ours.fail();
        ours.breaker.reset("by shell", false);
        ours.fail();
        ours.assertState(BreakerState.CLOSED);
        theirs.recordFailure();
        theirs.close();
        theirs.recordFailure();
        assertThat(theirs.isOpen()).isTrue();
    }
}
