package dev.vagus.events.internal.engine;

import dev.vagus.delivery.Survivor;
import dev.vagus.delivery.budget.Budget;
import dev.vagus.delivery.budget.Door;
import dev.vagus.delivery.budget.HandlerHealth;
import dev.vagus.delivery.budget.HandlerWatch;
import dev.vagus.delivery.budget.Health;
import dev.vagus.delivery.budget.HealthListener;
import dev.vagus.delivery.budget.Watcher;
import dev.vagus.events.HandlerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The budget of one handler: what it makes of the handler, and what is logged about it. Thread-safe. */
final class HandlerBudget implements HealthListener {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerBudget.class);

    /** How many calls within other handlers, on senders' threads, are measured at once. */
    private static final int CALLERS = 16;

    private static final long LOG_INTERVAL_NANOS = 10_000_000_000L;

    private final String name;
    private final LongSupplier nanoClock;
    private final LongSupplier waiting;
    private final HandlerHealth health;
    private final HandlerWatch watch;
    private final Map<Health.State, LogLimiter> news = new EnumMap<>(Health.State.class);
    private final LogLimiter heldNews;

    /**
     * A handler that is running.
     *
     * @param name who it is, for logs
     * @param door what pauses it
     * @param waiting how many events wait for it
     */
    HandlerBudget(
            String name, Budget budget, Door door, Watcher watcher, LongSupplier nanoClock, LongSupplier waiting) {
        this.name = name;
        this.nanoClock = nanoClock;
        this.waiting = waiting;
        for (Health.State each : Health.State.values()) {
            news.put(each, new LogLimiter(nanoClock, LOG_INTERVAL_NANOS));
        }
        heldNews = new LogLimiter(nanoClock, LOG_INTERVAL_NANOS);
        health = new HandlerHealth(budget, true, 1, nanoClock.getAsLong(), door, this);
        watch = new HandlerWatch(health, CALLERS, watcher);
    }

    /** What sees its calls. */
    HandlerWatch watch() {
        return watch;
    }

    /** Whether it has kept its budget of late. */
    boolean isKept() {
        return health.now().state() == Health.State.RUNNING;
    }

    /** Whether it gets nothing just now. */
    boolean isPaused() {
        return health.now().state() == Health.State.PAUSED;
    }

    /** How long it may take, and so how long a sender waits for it. */
    long limitNanos() {
        Duration limit = health.now().limit();
        return limit.isZero() ? Long.MAX_VALUE / 2 : limit.toNanos();
    }

    /** From now on another budget holds. */
    void change(Budget budget) {
        health.budget(budget, nanoClock.getAsLong());
    }

    /** The handler has gone. */
    void retire() {
        health.retire(nanoClock.getAsLong());
    }

    HandlerStatus status(long overdue) {
        Health now = health.now();
        long nanos = nanoClock.getAsLong();
        Instant wall = Instant.now();
        return new HandlerStatus(
                HandlerStatus.State.valueOf(now.state().name()),
                now.reason(nanos),
                wall.minusNanos(nanos - now.since()),
                now.limit(),
                now.overruns(),
                now.state() == Health.State.PAUSED ? wall.plusNanos(now.due() - nanos) : null,
                overdue);
    }

    @Override
    public void changed(Health before, Health now) {
        LogLimiter limiter = news.get(now.state());
        long heldBack = limiter == null ? 0 : limiter.permit();
        if (heldBack == LogLimiter.SUPPRESSED || now.state() == Health.State.PROBING) {
            LOG.debug("{} is {} after {}", name, now.state(), before.state());
            return;
        }
        if (now.state() == Health.State.RUNNING) {
            LOG.warn(
                    "{} runs again after {} ms of being {}; {} events wait ({} such changes before were not logged)",
                    name,
                    TimeUnit.NANOSECONDS.toMillis(now.since() - before.since()),
                    before.state(),
                    waiting.getAsLong(),
                    heldBack);
        } else {
            LOG.warn(
                    "{} is {}: {}; {} events wait ({} such changes before were not logged)",
                    name,
                    now.state(),
                    now.reason(nanoClock.getAsLong()),
                    waiting.getAsLong(),
                    heldBack);
        }
    }

    @Override
    public void held(Duration lasted, @Nullable Thread thread) {
        long heldBack = heldNews.permit();
        if (heldBack == LogLimiter.SUPPRESSED || thread == null) {
            LOG.debug("{} is with an event for {} ms", name, lasted.toMillis());
            return;
        }
        LOG.warn(
                "{} is with an event for {} ms ({} such calls before were not logged): {}",
                name,
                lasted.toMillis(),
                heldBack,
                new Survivor(thread.getName(), name, List.of(thread.getStackTrace())));
    }
}
