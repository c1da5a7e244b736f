package dev.vagus.breaker.internal.engine;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A breaker of resilience4j that is told the same as ours. */
final class Resilience4j {
    private static final Duration NEVER = Duration.ofDays(1);

    private Resilience4j() {}

    static CircuitBreaker like(BreakerSettings settings, FakeClock clock) {
        WindowSettings window = settings.window();
        boolean calls = window.kind() == WindowKind.CALLS;
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindow(
                        calls ? window.calls() : (int) window.time().toSeconds(),
                        window.minCalls(),
                        calls ? SlidingWindowType.COUNT_BASED : SlidingWindowType.TIME_BASED,
                        SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
                .failureRateThreshold((float) window.failureRate())
                .slowCallDurationThreshold(window.slow().isZero() ? NEVER : window.slow())
                .slowCallRateThreshold((float) window.slowRate())
                .waitDurationInOpenState(settings.recovery())
                .permittedNumberOfCallsInHalfOpenState(settings.probes())
                .ignoreExceptions(IllegalArgumentException.class)
                .clock(new Told(clock))
                .build();
        return CircuitBreaker.of("peer", config);
    }

    /** The fake clock as the JDK's. */
    private static final class Told extends Clock {
        private final FakeClock clock;

        Told(FakeClock clock) {
            this.clock = clock;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }
    }
}
