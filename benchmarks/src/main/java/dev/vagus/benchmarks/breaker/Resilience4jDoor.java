package dev.vagus.benchmarks.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.util.concurrent.TimeUnit;

/**
 * resilience4j by its permissions, without a decorator's lambda and readings of the clock, which its decorators make twice for
 * each call. It knows no failures in a row; a window of ten that opens at 100 % is the same.
 */
final class Resilience4jDoor implements Door {
    private static final IllegalStateException FAILURE = new IllegalStateException("the call failed");
    private static final long NANOS = 1_000;

    private final CircuitBreaker breaker;

    Resilience4jDoor(Rule rule, boolean lockFree) {
        int calls =
                switch (rule) {
                    case IN_A_ROW -> 10;
                    case LAST_HUNDRED -> 100;
                };
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindow(
                        calls,
                        calls,
                        SlidingWindowType.COUNT_BASED,
                        lockFree
                                ? SlidingWindowSynchronizationStrategy.LOCK_FREE
                                : SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
                .failureRateThreshold(rule == Rule.IN_A_ROW ? 100 : 50)
                .build();
        breaker = CircuitBreaker.of("LabRunner.ExecuteStep", config);
    }

    @Override
    public boolean succeed() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        breaker.onSuccess(NANOS, TimeUnit.NANOSECONDS);
        return true;
    }

    @Override
    public boolean fail() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        breaker.onError(NANOS, TimeUnit.NANOSECONDS, FAILURE);
        return true;
    }
}
