package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogLimiterTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final LogLimiter limiter = new LogLimiter(clock::get, 10);

    @Test
    void letsOneLineThroughInAnIntervalAndCountsTheOthers() {
        assertThat(limiter.permit()).isZero();
        assertThat(limiter.permit()).isEqualTo(LogLimiter.SUPPRESSED);
        clock.addAndGet(9);
        assertThat(limiter.permit()).isEqualTo(LogLimiter.SUPPRESSED);
        clock.addAndGet(1);
        assertThat(limiter.permit()).isEqualTo(2);
        clock.addAndGet(10);
        assertThat(limiter.permit()).isZero();
    }
}
