package dev.vagus.breaker.internal.engine;

import dev.vagus.breaker.BreakerState;
import dev.vagus.module.ErrorCategory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets every call through and watches how they end. It is the permit of all its calls, so letting one through allocates
 * nothing, and writes nothing as long as calls succeed and there is no window.
 */
final class Closed extends State implements Permit {
    private static final VarHandle IN_A_ROW;

    static {
        try {
            IN_A_ROW = MethodHandles.lookup().findVarHandle(Closed.class, "inARow", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** How many calls failed since the last that succeeded. */
    @SuppressWarnings("FieldMayBeFinal") // Written by its handle.
    private volatile int inARow;

    /** Written with this object's lock. */
    private volatile @Nullable SlidingWindow window;

    private Closed(Breaker breaker, Instant since, History history) {
        super(breaker, BreakerState.CLOSED, since, history);
        window = newWindow(breaker.settings().window());
    }

    private Closed(State before, String reason) {
        super(before, BreakerState.CLOSED, reason);
        window = newWindow(breaker().settings().window());
    }

    /** The state of a new breaker. */
    static Closed first(Breaker breaker) {
        return new Closed(breaker, breaker.clocks().wall(), History.NONE);
    }

    /** Closed after another state. */
    static Closed after(State before, String reason) {
        return new Closed(before, reason);
    }

    /** Closed as before, with nothing counted: not a transition. */
    Closed afresh() {
        return new Closed(breaker(), since(), history());
    }

    private @Nullable SlidingWindow newWindow(WindowSettings settings) {
        return switch (settings.kind()) {
            case NONE -> null;
            case CALLS -> new CountWindow(settings.calls(), settings.thresholds());
            case TIME ->
                new TimeWindow(
                        settings.time(),
                        settings.thresholds(),
                        breaker().clocks().now());
        };
    }

    @Override
    Permit admit(long nowNanos) {
        return this;
    }

    @Override
    public boolean timed() {
        SlidingWindow current = window;
        return current != null && current.timed();
    }

    @Override
    public void succeed(long durationNanos, long nowNanos) {
        endRow();
        SlidingWindow current = window;
        if (current != null) {
            String verdict = current.succeed(durationNanos, nowNanos);
            if (verdict != null) {
                open(verdict, nowNanos);
            }
        }
    }

    @Override
    public void succeed() {
        endRow();
        SlidingWindow current = window;
        if (current != null) {
            String verdict =
                    current.succeed(0, current.timed() ? breaker().clocks().now() : 0);
            if (verdict != null) {
                open(verdict, breaker().clocks().now());
            }
        }
    }

    private void endRow() {
        if (inARow != 0) {
            IN_A_ROW.setRelease(this, 0);
        }
    }

    @Override
    public void fail(ErrorCategory category, long durationNanos, long nowNanos) {
        BreakerSettings settings = breaker().settings();
        if (!settings.categories().contains(category)) {
            return;
        }
        breaker().failed(this, category);
        int row = (int) IN_A_ROW.getAndAdd(this, 1) + 1;
        SlidingWindow current = window;
        String verdict = current == null ? null : current.fail(durationNanos, nowNanos);
        if (settings.failures() > 0 && row >= settings.failures()) {
            verdict = row + " failures in a row";
        }
        if (verdict != null) {
            open(verdict + ", the last: " + category.label(), nowNanos);
        }
    }

    @Override
    public void fail(ErrorCategory category) {
        fail(category, 0, breaker().clocks().now());
    }

    private void open(String reason, long nowNanos) {
        if (breaker().state() == this) { // Of many calls that fail late, none makes a state for nothing.
            breaker().move(this, new Open(this, reason, nowNanos));
        }
    }

    @Override
    public void ignore() {
        // It says nothing, and there are as many permits as anybody wants.
    }

    /** Takes up the breaker's settings, with what the window holds as far as that fits. */
    synchronized void review() {
        WindowSettings fresh = breaker().settings().window();
        SlidingWindow current = window;
        if (current instanceof CountWindow counts && fresh.kind() == WindowKind.CALLS) {
            if (counts.size() != fresh.calls()) {
                window = counts.resized(fresh.calls(), fresh.thresholds());
            } else {
                counts.thresholds(fresh.thresholds());
            }
        } else if (current instanceof TimeWindow times
                && fresh.kind() == WindowKind.TIME
                && times.time().equals(fresh.time())) {
            times.thresholds(fresh.thresholds());
        } else {
            window = newWindow(fresh);
        }
    }

    @Override
    long retryAfterNanos(long nowNanos) {
        return 0;
    }

    @Override
    int failuresInARow() {
        return inARow;
    }

    @Override
    Figures figures(long nowNanos) {
        SlidingWindow current = window;
        return current == null ? Figures.EMPTY : current.figures(nowNanos);
    }
}
