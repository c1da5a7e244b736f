package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeliveryMode;
import dev.vagus.bus.HandlerStatus;
import dev.vagus.bus.Handling;
import dev.vagus.delivery.Survivor;
import dev.vagus.delivery.budget.Budget;
import dev.vagus.delivery.budget.HandlerHealth;
import dev.vagus.delivery.budget.HandlerWatch;
import dev.vagus.delivery.budget.Health;
import dev.vagus.delivery.budget.HealthListener;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The budget of one subscription's handler. Each handler, also a new version's, starts afresh; it is paused by the
 * mailbox's gate, by a reason of its own. On the sender's thread it is measured only. Thread-safe.
 */
final class HandlerBudget implements HealthListener {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerBudget.class);

    /** How many calls within other handlers, on senders' threads, are measured at once. */
    private static final int CALLERS = 16;

    private final BusSubscription subscription;
    private final Channels settings;
    private final Surroundings around;
    private final Map<Health.State, Rarely> news = new EnumMap<>(Health.State.class);
    private final Rarely heldNews;
    private volatile @Nullable HandlerWatch watch;

    HandlerBudget(BusSubscription subscription, Channels settings, Surroundings around) {
        this.subscription = subscription;
        this.settings = settings;
        this.around = around;
        for (Health.State each : Health.State.values()) {
            news.put(each, new Rarely(nanos()));
        }
        heldNews = new Rarely(nanos());
    }

    private long nanos() {
        return around.clocks().nanos().getAsLong();
    }

    /** Another handler has come; with the lock of {@link Subscriptions}. */
    HandlerWatch begin(Handling handling) {
        retire();
        boolean enforced = handling.mode() == DeliveryMode.ASYNC;
        int calls = handling.concurrency();
        HandlerHealth health = new HandlerHealth(
                budget(handling),
                enforced,
                calls,
                nanos(),
                subscription.mailbox().gate(),
                this);
        HandlerWatch fresh = new HandlerWatch(health, enforced ? calls : Math.max(CALLERS, calls), around.watcher());
        watch = fresh;
        return fresh;
    }

    /** The handler has gone; with the lock of {@link Subscriptions}. */
    void retire() {
        HandlerWatch former = watch;
        if (former != null) {
            former.health().retire(nanos());
        }
    }

    private Budget budget(Handling handling) {
        Budget usual = settings.settings().budget();
        Duration own = handling.budget() != null
                ? handling.budget()
                : subscription.policy().timeout();
        return own == null ? usual : usual.withLimit(own);
    }

    /** The bus has other settings. */
    void review() {
        HandlerWatch now = watch;
        if (now != null) {
            now.health().budget(budget(subscription.terms().handling()), nanos());
        }
    }

    /** Ends a pause at once. */
    void resume() {
        HandlerWatch now = watch;
        if (now != null) {
            now.health().resume(nanos());
        }
    }

    /** What sees the calls of the present handler; null before the first. */
    @Nullable
    HandlerWatch watch() {
        return watch;
    }

    HandlerStatus status() {
        HandlerWatch now = watch;
        long nanos = nanos();
        Instant wall = Instant.ofEpochMilli(around.clocks().millis().getAsLong());
        if (now == null) {
            return new HandlerStatus(HandlerStatus.State.RUNNING, "", wall, Duration.ZERO, 0, null);
        }
        Health health = now.health().now();
        return new HandlerStatus(
                HandlerStatus.State.valueOf(health.state().name()),
                health.reason(nanos),
                wall.minusNanos(nanos - health.since()),
                health.limit(),
                health.overruns(),
                health.state() == Health.State.PAUSED ? wall.plusNanos(health.due() - nanos) : null);
    }

    @Override
    public void changed(Health before, Health now) {
        if (!mayTell(now.state())) {
            LOG.debug("{} is {} after {}", subscription, now.state(), before.state());
            return;
        }
        switch (now.state()) {
            case SLOW -> LOG.warn("{} is slow: {}", subscription, now.reason(nanos()));
            case PAUSED ->
                LOG.warn(
                        "{} is paused: {}; {} messages wait",
                        subscription,
                        now.reason(nanos()),
                        subscription.mailbox().size());
            case PROBING -> LOG.debug("{} is given a message to try", subscription);
            case RUNNING ->
                LOG.info(
                        "{} goes on after {} ms of being {}; {} messages wait",
                        subscription,
                        TimeUnit.NANOSECONDS.toMillis(now.since() - before.since()),
                        before.state(),
                        subscription.mailbox().size());
        }
    }

    private boolean mayTell(Health.State state) {
        Rarely rarely = news.get(state);
        return rarely != null && rarely.permits(nanos());
    }

    @Override
    public void held(Duration lasted, @Nullable Thread thread) {
        if (!heldNews.permits(nanos())) {
            LOG.debug("{} is with a message for {} ms", subscription, lasted.toMillis());
        } else if (thread == null) {
            LOG.warn("{} has not completed a stage for {} ms", subscription, lasted.toMillis());
        } else {
            LOG.warn(
                    "{} is with a message for {} ms: {}",
                    subscription,
                    lasted.toMillis(),
                    new Survivor(thread.getName(), subscription.label(), List.of(thread.getStackTrace())));
        }
    }
}
