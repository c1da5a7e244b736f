package dev.vagus.breaker.internal.middleware;

import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.engine.BreakerListener;
import dev.vagus.breaker.internal.engine.BreakerSettings;
import dev.vagus.breaker.internal.engine.Clocks;
import dev.vagus.breaker.internal.engine.Guarded;
import dev.vagus.breaker.internal.policy.Terms;
import dev.vagus.module.Setting;
import dev.vagus.spi.DeliveryGuard;
import dev.vagus.spi.DeliveryGuards;
import java.util.ArrayList;
import java.util.List;

/** Makes what goes around the deliveries of subscriptions whose channels have policies. */
public final class ChannelGuards implements DeliveryGuards {
    private static final String BREAKER = "breaker.";

    private final Population population;
    private final Clocks clocks;
    private final BreakerListener listener;

    /** Makes them members of this population; the listener hears of the breakers' transitions. */
    public ChannelGuards(Population population, Clocks clocks, BreakerListener listener) {
        this.population = population;
        this.clocks = clocks;
        this.listener = listener;
    }

    @Override
    public boolean apply(String target) {
        return population.terms(target).says(BREAKER, "rate.", "bulkhead.");
    }

    @Override
    public DeliveryGuard guard(GuardedSubscription subscription, Runnable changed) {
        return new ChannelGuard(population, subscription, clocks, changed, this::breaker);
    }

    private Breaker breaker(ChannelGuard guard) {
        GuardedSubscription of = guard.guarded();
        return new Breaker(
                new Guarded(of.name(), of.module(), of.bundleId()),
                BreakerSettings.DEFAULT,
                clocks,
                (breaker, transition) -> {
                    guard.changed();
                    listener.changed(breaker, transition);
                });
    }

    /** What holds for the target of a channel by these terms: the defaults only of what it has by policy. */
    public static List<Setting> settings(Terms terms) {
        List<Setting> all = new ArrayList<>();
        for (String prefix : List.of(BREAKER, "rate.", "bulkhead.")) {
            if (terms.says(prefix)) {
                all.addAll(terms.settings(prefix));
            }
        }
        return all;
    }
}
