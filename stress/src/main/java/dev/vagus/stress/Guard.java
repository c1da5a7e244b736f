package dev.vagus.stress;

import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.engine.BreakerSettings;
import dev.vagus.breaker.internal.engine.Clocks;
import dev.vagus.breaker.internal.engine.Guarded;
import dev.vagus.breaker.internal.engine.Permit;
import dev.vagus.breaker.internal.engine.WindowKind;
import dev.vagus.breaker.internal.engine.WindowSettings;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** A breaker that is raced for: its clock stands still until it is told, its listener counts. */
final class Guard {
    static final BreakerSettings SETTINGS = BreakerSettings.DEFAULT.withFailures(2);

    private static final Guarded GUARDED = new Guarded("Race.Run", "Race", 1);

    final AtomicInteger transitions = new AtomicInteger();
    final Breaker breaker;
    private volatile long now = 1;

    Guard(BreakerSettings settings) {
        breaker = new Breaker(
                GUARDED, settings, new Clocks(() -> now, () -> 0), (any, transition) -> transitions.incrementAndGet());
    }

    /** A window of ten calls that opens when all of them failed. */
    static BreakerSettings tenCalls() {
        return SETTINGS.withWindow(
                        new WindowSettings(WindowKind.CALLS, 10, Duration.ofMinutes(1), 10, 100, Duration.ZERO, 100))
                .withFailures(0);
    }

    /** Opened, with the recovery time over. */
    Guard recovered() {
        fail(permit());
        fail(permit());
        now += SETTINGS.recovery().toNanos();
        return this;
    }

    Permit permit() {
        return Objects.requireNonNull(breaker.acquire());
    }

    void fail(Permit permit) {
        permit.fail(ErrorCategory.INTERNAL, 0, now);
    }

    /** 0 closed, 1 open, 2 half-open, 3 forced open. */
    int state() {
        BreakerState state = breaker.snapshot().state();
        return state.ordinal();
    }
}
