package dev.vagus.breaker.internal.middleware;

import dev.vagus.breaker.BreakerOpenException;
import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.engine.BreakerSettings;
import dev.vagus.breaker.internal.engine.Bulkhead;
import dev.vagus.breaker.internal.engine.Clocks;
import dev.vagus.breaker.internal.engine.Permit;
import dev.vagus.breaker.internal.engine.RateLimit;
import dev.vagus.breaker.internal.engine.RateSettings;
import dev.vagus.breaker.internal.policy.Terms;
import dev.vagus.module.Setting;
import dev.vagus.spi.DeliveryGuard;
import dev.vagus.spi.DeliveryGuards.GuardedSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The limits and the breaker around the deliveries to one subscription, each there as long as policies say anything about it.
 * An attempt needs a place in the bulkhead, then the rate, then the breaker; who lacks one of them gives the place back. Changes
 * of the settings hold for later attempts and keep the state. Thread-safe.
 */
final class ChannelGuard implements DeliveryGuard, Live {
    private final Population population;
    private final GuardedSubscription guarded;
    private final Clocks clocks;
    private final Runnable changed;
    private final Function<ChannelGuard, Breaker> maker;

    /** All written with this object's lock. */
    private volatile @Nullable Breaker breaker;

    private volatile @Nullable RateLimit rate;
    private volatile @Nullable Bulkhead bulkhead;
    private volatile boolean closed;

    /**
     * Goes by the policies from now on until it is closed.
     *
     * @param maker makes the breaker, whose transitions {@link #changed()} must be told of
     */
    ChannelGuard(
            Population population,
            GuardedSubscription guarded,
            Clocks clocks,
            Runnable changed,
            Function<ChannelGuard, Breaker> maker) {
        this.population = population;
        this.guarded = guarded;
        this.clocks = clocks;
        this.changed = changed;
        this.maker = maker;
        population.join(this);
    }

    private long now() {
        return clocks.nanos().getAsLong();
    }

    GuardedSubscription guarded() {
        return guarded;
    }

    /** Its breaker has gone into another state. */
    void changed() {
        changed.run();
    }

    @Override
    public String target() {
        return guarded.target();
    }

    @Override
    public void review(Terms terms) {
        BreakerSettings settings = terms.breaker();
        RateSettings limit = terms.rate();
        int most = terms.bulkhead();
        synchronized (this) {
            if (closed) {
                return;
            }
            interrupt(terms.says("breaker.") ? settings : null);
            pace(limit);
            places(most);
        }
        changed.run();
    }

    private void interrupt(@Nullable BreakerSettings fresh) {
        Breaker before = breaker;
        if (fresh == null) {
            hide(before);
            breaker = null;
        } else if (before != null) {
            before.settings(fresh);
        } else {
            Breaker made = maker.apply(this);
            made.settings(fresh);
            breaker = made;
            population.show(made);
        }
    }

    private void hide(@Nullable Breaker gone) {
        if (gone != null) {
            population.hide(gone);
        }
    }

    private void pace(@Nullable RateSettings fresh) {
        RateLimit before = rate;
        if (fresh == null) {
            rate = null;
        } else if (before == null) {
            rate = new RateLimit(fresh, now());
        } else if (!before.settings().equals(fresh)) {
            before.settings(fresh, now());
        }
    }

    private void places(int most) {
        Bulkhead before = bulkhead;
        if (most == 0) {
            bulkhead = null;
        } else if (before == null) {
            bulkhead = new Bulkhead(most);
        } else {
            before.max(most);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        population.leave(this);
        hide(breaker);
    }

    @Override
    public @Nullable Admission enter() {
        Bulkhead places = bulkhead;
        if (places != null && !places.tryAcquire()) {
            return null;
        }
        RateLimit pace = rate;
        Breaker watch = breaker;
        if (pace != null && pace.acquire(now()) != 0) {
            return refused(places);
        }
        if (watch == null) {
            return new DeliveryAttempt(null, places, clocks.nanos());
        }
        Permit permit = watch.acquire();
        return permit == null ? refused(places) : new DeliveryAttempt(permit, places, clocks.nanos());
    }

    private static @Nullable Admission refused(@Nullable Bulkhead places) {
        if (places != null) {
            places.release();
        }
        return null;
    }

    @Override
    public @Nullable Refusal refusal() {
        Breaker watch = breaker;
        if (watch != null) {
            Duration after = watch.untilAdmitted();
            if (after == null || !after.isZero()) {
                BreakerOpenException told = Outcomes.refusal(watch);
                return new Refusal(String.valueOf(told.getMessage()), after, true);
            }
        }
        Bulkhead places = bulkhead;
        if (places != null && places.underWay() >= places.max()) {
            return new Refusal(underWay(places), null, false);
        }
        RateLimit pace = rate;
        long wait = pace == null ? 0 : pace.untilNext(now());
        return pace == null || wait == 0 ? null : new Refusal(pace(pace), Duration.ofNanos(wait), false);
    }

    private static String underWay(Bulkhead places) {
        return places.underWay() + " of " + places.max() + " messages at the same time";
    }

    private static String pace(RateLimit pace) {
        RateSettings settings = pace.settings();
        return "at most " + settings.limit() + " messages in "
                + settings.period().toMillis() + " ms";
    }

    @Override
    public String status() {
        List<String> parts = new ArrayList<>();
        Breaker watch = breaker;
        Refusal now = refusal();
        if (now != null && now.open()) {
            parts.add(now.reason());
        } else if (watch != null) {
            BreakerSnapshot snapshot = watch.snapshot();
            parts.add(
                    watch.settings().enabled()
                            ? state(snapshot.state()) + ", " + snapshot.consecutiveFailures() + " failures in a row"
                            : "the circuit breaker is switched off");
        }
        RateLimit pace = rate;
        if (pace != null) {
            parts.add(pace(pace));
        }
        Bulkhead places = bulkhead;
        if (places != null) {
            parts.add(underWay(places));
        }
        return String.join("; ", parts);
    }

    private static String state(BreakerState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public List<Setting> settings() {
        return ChannelGuards.settings(population.terms(target()));
    }
}
