package dev.vagus.breaker.internal.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets calls through at a limited rate, with bursts: the generic cell rate algorithm, which is a token bucket whose state is one
 * number. Nobody waits here: who is refused hears for how long. Thread-safe and free of locks; a refused call writes nothing.
 *
 * <p>{@code due} is when the next call would be due at an even pace; each call that is let through moves it on by one interval,
 * from now when it lies in the past. A call is let through while {@code due} is at most the burst, less one, ahead of now. So in
 * any stretch of time no more come than its intervals and one burst.
 */
public final class RateLimit {
    private final AtomicLong due;
    private volatile RateSettings settings;

    /**
     * With a whole burst free.
     *
     * @param nowNanos the clock, as {@code System.nanoTime()}; the same for all calls
     */
    public RateLimit(RateSettings settings, long nowNanos) {
        this.settings = settings;
        due = new AtomicLong(nowNanos);
    }

    /** How it limits now. */
    public RateSettings settings() {
        return settings;
    }

    /**
     * Asks for one call.
     *
     * @param nowNanos the clock
     * @return 0 when it may go on; otherwise the nanoseconds until it might
     */
    public long acquire(long nowNanos) {
        RateSettings current = settings;
        while (true) {
            long before = due.get();
            long ahead = Math.max(0, before - nowNanos);
            long early = ahead - current.aheadNanos();
            if (early > 0) {
                return early;
            }
            if (due.compareAndSet(before, nowNanos + ahead + current.intervalNanos())) {
                return 0;
            }
        }
    }

    /** How many nanoseconds until a call might be let through; 0 for now. Takes nothing. */
    public long untilNext(long nowNanos) {
        return Math.max(0, due.get() - nowNanos - settings.aheadNanos());
    }

    /**
     * Limits differently from now on. What was taken ahead stays taken, as a number of calls: a burst that was used up is not
     * there again. Calls that come at the same time may be let through by either limit.
     *
     * @param nowNanos the clock
     */
    public synchronized void settings(RateSettings fresh, long nowNanos) {
        double scale = (double) fresh.intervalNanos() / settings.intervalNanos();
        settings = fresh;
        due.updateAndGet(before -> before - nowNanos <= 0 ? nowNanos : nowNanos + (long) ((before - nowNanos) * scale));
    }
}
