package dev.vagus.events.internal.history;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Says in the log that events are not stored, and that they are again: one line when it begins, at most every ten seconds,
 * and after each of these one when it is over. A store that a flood overruns fails and works in turn, thousands of times a
 * second. Thread-safe.
 */
final class StoreNews {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Logger log;
    private final LongSupplier nanoClock;
    private final AtomicLong quietUntil;

    /** Whether it was said that events are not stored, and not yet that they are again. */
    private final AtomicBoolean failing = new AtomicBoolean();

    StoreNews(Logger log, LongSupplier nanoClock) {
        this.log = log;
        this.nanoClock = nanoClock;
        quietUntil = new AtomicLong(nanoClock.getAsLong());
    }

    /** An event was not stored. */
    void failed(@Nullable String reason) {
        if (!failing.get() && isTime() && failing.compareAndSet(false, true)) {
            log.warn("Events are not stored, only kept in memory, until the store works again: {}", reason);
        }
    }

    /** One was. */
    void worked(long missing) {
        if (failing.get() && failing.compareAndSet(true, false)) {
            log.info("Events are stored again; {} are missing in the store", missing);
        }
    }

    private boolean isTime() {
        long now = nanoClock.getAsLong();
        long until = quietUntil.get();
        return now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS);
    }
}
