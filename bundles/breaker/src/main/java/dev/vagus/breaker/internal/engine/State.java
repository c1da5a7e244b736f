package dev.vagus.breaker.internal.engine;

import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.BreakerTransition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stay of a breaker in a state. A breaker never comes back to an instance that it has left, so what still holds one, such
 * as the permit of a call, can no longer change anything.
 */
abstract class State {
    private final Breaker breaker;
    private final BreakerState name;
    private final Instant since;
    private final History history;

    /** The first one, or one that follows another under the same name. */
    State(Breaker breaker, BreakerState name, Instant since, History history) {
        this.breaker = breaker;
        this.name = name;
        this.since = since;
        this.history = history;
    }

    /** One that follows another. */
    State(State before, BreakerState name, String reason) {
        breaker = before.breaker;
        this.name = name;
        since = breaker.clocks().wall();
        history = before.history.plus(new BreakerTransition(since, before.name, name, reason));
    }

    final Breaker breaker() {
        return breaker;
    }

    final BreakerState name() {
        return name;
    }

    final Instant since() {
        return since;
    }

    final History history() {
        return history;
    }

    /** Why it is in this state. */
    final String reason() {
        return history.last().isEmpty()
                ? "new"
                : history.last().get(history.last().size() - 1).reason();
    }

    /**
     * A permit, or null when this state refuses the call, or has made place for another state that has to be asked.
     *
     * @param nowNanos the clock
     */
    abstract @Nullable Permit admit(long nowNanos);

    /** How long until a call may be let through; -1 when that is not known. */
    abstract long retryAfterNanos(long nowNanos);

    /** When a probe may come, by the wall clock; null unless it is open. */
    @Nullable
    Instant nextProbe() {
        return null;
    }

    /** How many calls failed in a row. */
    abstract int failuresInARow();

    /** What the window holds, or held when the breaker opened. */
    abstract Figures figures(long nowNanos);
}
