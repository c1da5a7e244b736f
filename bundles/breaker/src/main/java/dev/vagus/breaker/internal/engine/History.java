package dev.vagus.breaker.internal.engine;

import dev.vagus.breaker.BreakerTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * The transitions that led to a state. Immutable; it is part of the state, so that it is in the order in which they happened.
 *
 * @param last the last ones, oldest first
 * @param total how many there were
 */
record History(List<BreakerTransition> last, long total) {
    static final int LIMIT = 32;
    static final History NONE = new History(List.of(), 0);

    History plus(BreakerTransition next) {
        List<BreakerTransition> all = new ArrayList<>(last);
        all.add(next);
        return new History(List.copyOf(all.subList(Math.max(0, all.size() - LIMIT), all.size())), total + 1);
    }

    /** Those after the first so many. */
    List<BreakerTransition> after(long seen) {
        int fresh = (int) Math.min(total - seen, last.size());
        return last.subList(last.size() - fresh, last.size());
    }
}
