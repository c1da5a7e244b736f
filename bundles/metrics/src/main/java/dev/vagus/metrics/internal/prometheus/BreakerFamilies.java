package dev.vagus.metrics.internal.prometheus;

import static dev.vagus.metrics.internal.prometheus.Family.Type.COUNTER;
import static dev.vagus.metrics.internal.prometheus.Family.Type.GAUGE;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import java.util.List;
import java.util.Locale;

/** The states of breakers. Lives from scrape to scrape; not thread-safe. */
final class BreakerFamilies {
    private final Names names = new Names();
    private final Growing growing = new Growing();

    List<Family> collect(List<BreakerSnapshot> breakers, int most) {
        names.update(breakers.stream().map(BreakerSnapshot::target).distinct().toList(), most);
        Family states = new Family(
                GAUGE,
                "vagus_breaker_state",
                "1 for the state that a breaker is in, 0 for the others",
                "target",
                "state");
        Family refused =
                new Family(COUNTER, "vagus_breaker_refused_calls", "Calls that a breaker has refused", "target");
        for (BreakerSnapshot breaker : breakers) {
            String name = names.of(breaker.target());
            for (BreakerState state : BreakerState.values()) {
                states.add(state == breaker.state() ? 1 : 0, name, state.name().toLowerCase(Locale.ROOT));
            }
            refused.add(breaker.refused(), name);
        }
        return List.of(states, growing.of(refused));
    }
}
