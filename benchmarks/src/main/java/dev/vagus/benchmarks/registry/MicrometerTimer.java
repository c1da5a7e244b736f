package dev.vagus.benchmarks.registry;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** The timer that the peer has, too. */
record MicrometerTimer(Timer timer) implements CallTimer {
    @Override
    public void record(long nanos) {
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public long count() {
        return timer.count();
    }

    @Override
    public boolean isPlausible() {
        double total = timer.totalTime(TimeUnit.NANOSECONDS);
        return timer.max(TimeUnit.NANOSECONDS) > 0 && timer.mean(TimeUnit.NANOSECONDS) <= total;
    }
}
