package dev.vagus.benchmarks.breaker;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerBuilder;
import java.time.Duration;

/** Failsafe's breaker on its own, as its documentation shows for that: permits, and a record of each outcome. */
final class FailsafeDoor implements Door {
    private final CircuitBreaker<Object> breaker;

    FailsafeDoor(Rule rule) {
        CircuitBreakerBuilder<Object> builder = CircuitBreaker.builder().withDelay(Duration.ofSeconds(30));
        breaker = switch (rule) {
            case IN_A_ROW -> builder.withFailureThreshold(10).build();
            case LAST_HUNDRED -> builder.withFailureThreshold(50, 100).build();
        };
    }

    @Override
    public boolean succeed() {
        if (!breaker.tryAcquirePermit()) {
            return false;
        }
        breaker.recordSuccess();
        return true;
    }

    @Override
    public boolean fail() {
        if (!breaker.tryAcquirePermit()) {
            return false;
        }
        breaker.recordFailure();
        return true;
    }
}
