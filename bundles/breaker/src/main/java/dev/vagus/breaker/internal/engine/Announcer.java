package dev.vagus.breaker.internal.engine;

import dev.vagus.breaker.BreakerTransition;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a breaker's listener of its transitions. Whoever raises {@code due} from zero tells, until it is zero again: the others
 * leave their transition to it, so the listener is never called by two threads at once, nor within itself.
 */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final Breaker breaker;
    private final BreakerListener listener;
    private final AtomicInteger due = new AtomicInteger();

    /** How many transitions were told of. Belongs to whoever tells. */
    private long told;

    Announcer(Breaker breaker, BreakerListener listener) {
        this.breaker = breaker;
        this.listener = listener;
    }

    /** There is something new. */
    void announce() {
        if (due.getAndIncrement() != 0) {
            return;
        }
        int seen;
        do {
            seen = due.get();
            History history = breaker.state().history();
            history.after(told).forEach(this::tell);
            told = history.total();
        } while (due.addAndGet(-seen) != 0);
    }

    private void tell(BreakerTransition transition) {
        try {
            listener.changed(breaker, transition);
        } catch (Throwable e) {
            LOG.warn("A listener failed when the breaker of {} went to {}", breaker.target(), transition.to(), e);
        }
    }
}
