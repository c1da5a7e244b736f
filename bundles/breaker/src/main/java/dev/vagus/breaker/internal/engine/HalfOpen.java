package dev.vagus.breaker.internal.engine;

import dev.vagus.breaker.BreakerState;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a limited number of calls through as probes and refuses the others. When all have succeeded it closes; when one fails,
 * or is slow where slow calls open the breaker, it opens again.
 *
 * <p>It cannot stick: a probe that is ignored gives its place back, and one that has not ended after its patience, the
 * recovery time but at least a minute, gives it up to the next call. What such a probe brings later still counts as long as
 * the breaker is in this state, so that calls which always take longer than that can close it too.
 *
 * <p>Invariant, guarded by this object's lock: {@code under way + succeeded <= probes}, but for successes of probes that had
 * given up their place. The state is left under the lock too, so that no call takes the place of the probe that decided. The
 * number of probes, the patience and the limit of slow calls are those of the settings when the state
 * began.
 */
final class HalfOpen extends State {
    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(1);

    private final int probes;
    private final long patienceNanos;
    private final long slowNanos;
    private final int failuresInARow;
    private final Figures figures;

    /** Those that have a place, oldest first. */
    private final Deque<Probe> underWay = new ArrayDeque<>();

    private int succeeded;

    HalfOpen(Open before) {
        super(before, BreakerState.HALF_OPEN, "the recovery time is over");
        BreakerSettings settings = breaker().settings();
        probes = settings.probes();
        patienceNanos = Math.max(settings.recovery().toNanos(), LEAST_PATIENCE.toNanos());
        slowNanos = settings.window().kind() == WindowKind.NONE
                ? Long.MAX_VALUE
                : settings.window().slowNanos();
        failuresInARow = before.failuresInARow();
        figures = before.figures(0);
    }

    @Override
    @Nullable
    synchronized Permit admit(long nowNanos) {
        if (underWay.size() + succeeded >= probes && !expireOldest(nowNanos)) {
            return null;
        }
        Probe probe = new Probe(nowNanos);
        underWay.add(probe);
        return probe;
    }

    private boolean expireOldest(long nowNanos) {
        Probe oldest = underWay.peek();
        if (oldest == null || nowNanos - oldest.begun < patienceNanos) {
            return false;
        }
        underWay.remove();
        return true;
    }

    /** One of the calls that find out. */
    private final class Probe implements Permit {
        private final long begun;

        /** Guarded by the lock of the state. */
        private boolean ended;

        private Probe(long begun) {
            this.begun = begun;
        }

        @Override
        public boolean timed() {
            return slowNanos != Long.MAX_VALUE;
        }

        @Override
        public void succeed() {
            endedWell(this);
        }

        @Override
        public void succeed(long durationNanos, long nowNanos) {
            if (durationNanos <= slowNanos) {
                succeed();
            } else {
                long millis = TimeUnit.NANOSECONDS.toMillis(durationNanos);
                endedBadly(this, "a probe was slow, it took " + millis + " ms", nowNanos);
            }
        }

        @Override
        public void fail(ErrorCategory category, long durationNanos, long nowNanos) {
            if (breaker().settings().categories().contains(category)) {
                breaker().failed(HalfOpen.this, category);
                endedBadly(this, "a probe failed: " + category.label(), nowNanos);
            } else {
                ignore();
            }
        }

        @Override
        public void fail(ErrorCategory category) {
            fail(category, 0, breaker().clocks().now());
        }

        @Override
        public void ignore() {
            leave(this);
        }
    }

    /** Takes the place of a probe back; false when it has ended before. */
    private synchronized boolean leave(Probe probe) {
        if (probe.ended) {
            return false;
        }
        probe.ended = true;
        underWay.remove(probe);
        return true;
    }

    private void endedWell(Probe probe) {
        synchronized (this) {
            if (!leave(probe) || ++succeeded < probes || !breaker().replace(this, Closed.after(this, done()))) {
                return;
            }
        }
        breaker().announce();
    }

    private void endedBadly(Probe probe, String reason, long nowNanos) {
        synchronized (this) {
            if (!leave(probe) || !breaker().replace(this, new Open(this, reason, nowNanos))) {
                return;
            }
        }
        breaker().announce();
    }

    private String done() {
        return probes == 1 ? "the probe succeeded" : "all " + probes + " probes succeeded";
    }

    @Override
    synchronized long retryAfterNanos(long nowNanos) {
        Probe oldest = underWay.peek();
        if (oldest == null || underWay.size() + succeeded < probes) {
            return 0;
        }
        return Math.max(0, patienceNanos - (nowNanos - oldest.begun));
    }

    @Override
    int failuresInARow() {
        return failuresInARow;
    }

    @Override
    Figures figures(long nowNanos) {
        return figures;
    }
}
