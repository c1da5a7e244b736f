package dev.vagus.metrics.internal.meter;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.Invocation;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures the calls of one operation, from the reading of the clock at their begin, so that it reads the clock once.
 * Allocates nothing for a call that is done when it returns.
 */
final class CallMeter implements ApiMiddleware, AutoCloseable {
    /** At most one call that succeeds is kept in this time, and at most ten that fail. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long FAILED_PAUSE = PAUSE / 10;

    private final Meter meter;
    private final Recorder recorder;
    private final RecentCalls recent;
    private final LongSupplier nanos;

    /** When the next one may be kept; that two threads may both keep one does no harm. */
    private long nextSucceeded;

    private long nextFailed;

    CallMeter(Meter meter, RecentCalls recent, LongSupplier nanos) {
        this.meter = meter;
        this.recorder = meter.recorder();
        this.recent = recent;
        this.nanos = nanos;
        nextSucceeded = nanos.getAsLong();
        nextFailed = nextSucceeded;
    }

    @Override
    public Outcome around(Invocation invocation, Next next) {
        int place = recorder.begin();
        Outcome outcome = next.proceed(invocation);
        if (outcome.isDone()) {
            ended(invocation, place, outcome.error());
            return outcome;
        }
        return outcome.onDone((value, error) -> ended(invocation, recorder.place(), error));
    }

    private void ended(Invocation invocation, int place, @Nullable Throwable error) {
        long now = nanos.getAsLong();
        long took = now - invocation.startNanos();
        if (error == null) {
            recorder.end(place, took, null);
            if (now - nextSucceeded >= 0) {
                nextSucceeded = now + PAUSE;
                recent.succeeded(invocation, took);
            }
            return;
        }
        ErrorCategory category = ErrorCategory.of(error);
        recorder.end(place, took, category);
        if (now - nextFailed >= 0) {
            nextFailed = now + FAILED_PAUSE;
            recent.failed(invocation, took, category, error);
        }
    }

    @Override
    public void close() {
        meter.close();
    }
}
