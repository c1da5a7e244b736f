package dev.vagus.breaker.internal.middleware;

import dev.vagus.breaker.BreakerOpenException;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.engine.Permit;
import dev.vagus.breaker.internal.engine.Refusal;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells a breaker how things ended, and people why it refuses. */
final class Outcomes {
    private Outcomes() {}

    /** Ends a permit; reads the clock only where the breaker wants to know the time. */
    static void end(Permit permit, @Nullable Throwable error, boolean timed, long startNanos) {
        if (error == null) {
            if (timed) {
                long now = System.nanoTime();
                permit.succeed(now - startNanos, now);
            } else {
                permit.succeed();
            }
            return;
        }
        if (timed) {
            long now = System.nanoTime();
            permit.fail(ErrorCategory.of(error), now - startNanos, now);
        } else {
            permit.fail(ErrorCategory.of(error));
        }
    }

    /** Why this breaker let nothing through. */
    static BreakerOpenException refusal(Breaker breaker) {
        Refusal refusal = breaker.refusal();
        String target = breaker.guarded().target();
        if (refusal.state() == BreakerState.FORCED_OPEN) {
            return new BreakerOpenException(
                    "the circuit breaker of " + target + " was opened by hand (" + refusal.reason()
                            + "); reset it by force to call it again",
                    target,
                    null);
        }
        Duration after = Duration.ofNanos(Math.max(0, refusal.retryAfterNanos()));
        return new BreakerOpenException(
                "the circuit breaker of " + target + " is "
                        + (refusal.state() == BreakerState.HALF_OPEN
                                ? "half-open, all its probes are under way"
                                : "open")
                        + " (" + refusal.reason() + "); it lets a call through in " + after.toMillis() + " ms",
                target,
                after);
    }
}
