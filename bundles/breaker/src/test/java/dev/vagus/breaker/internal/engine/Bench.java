package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.BreakerTransition;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A breaker with a clock that stands still and a listener that remembers. */
final class Bench {
    static final Guarded GUARDED = new Guarded("LabRunner.ExecuteStep", "LabRunner", 7);

    final FakeClock clock;
    final List<BreakerTransition> heard = new ArrayList<>();
    final Breaker breaker;

    Bench(BreakerSettings settings) {
        this(settings, new FakeClock());
    }

    Bench(BreakerSettings settings, FakeClock clock) {
        this.clock = clock;
        breaker = new Breaker(GUARDED, settings, clock.clocks(), (any, transition) -> heard.add(transition));
    }

    static WindowSettings lastCalls(int calls, int minCalls, double failureRate) {
        return new WindowSettings(
                WindowKind.CALLS, calls, Duration.ofMinutes(1), minCalls, failureRate, Duration.ZERO, 100);
    }

    static WindowSettings lastSeconds(int seconds, int minCalls, double failureRate) {
        return new WindowSettings(
                WindowKind.TIME, 100, Duration.ofSeconds(seconds), minCalls, failureRate, Duration.ZERO, 100);
    }

    static WindowSettings slow(WindowSettings window, Duration slow, double slowRate) {
        return new WindowSettings(
                window.kind(), window.calls(), window.time(), window.minCalls(), window.failureRate(), slow, slowRate);
    }

    Permit permit() {
        Permit permit = breaker.acquire();
        assertThat(permit).as("a permit").isNotNull();
        return permit;
    }

    void refuse() {
        assertThat(breaker.acquire()).as("a permit").isNull();
    }

    void succeed() {
        succeed(permit(), Duration.ZERO);
    }

    void succeed(Permit permit, Duration took) {
        permit.succeed(took.toNanos(), clock.nanos());
    }

    void succeed(int times) {
        for (int i = 0; i < times; i++) {
            succeed();
        }
    }

    void fail() {
        fail(permit(), ErrorCategory.INTERNAL);
    }

    void fail(Permit permit, ErrorCategory category) {
        permit.fail(category, 0, clock.nanos());
    }

    void fail(int times) {
        for (int i = 0; i < times; i++) {
            fail();
        }
    }

    /** Without a snapshot, which would move pending successes into the window. */
    BreakerState state() {
        return breaker.state().name();
    }

    void assertState(BreakerState state) {
        assertThat(state()).isEqualTo(state);
    }

    /** Fails until it opens. */
    Bench open() {
        while (state() == BreakerState.CLOSED) {
            fail();
        }
        return this;
    }

    /** Waits for the end of the recovery. */
    void recover() {
        clock.advance(breaker.settings().recovery());
    }
}
