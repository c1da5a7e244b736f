package dev.vagus.breaker.internal.engine;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.module.ErrorCategory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker: closed it lets calls through and watches how they end, open it refuses them, half-open it finds out whether
 * things are well again. Starts no thread and has no timer: the next call finds that a time is over. Thread-safe; no method
 * blocks longer than the few instructions of another thread's counting, and none calls foreign code but the listener.
 *
 * <p>Each stay in a state is an object of its own ({@link Closed}, {@link Open}, {@link HalfOpen}, {@link ForcedOpen}). A
 * transition replaces the object that decided by its successor, in one step, or does nothing when somebody else was first. A
 * {@link Permit} belongs to the object that granted it. The listener hears of it afterwards.
 *
 * <p>Settings may change at any time; the state stays what it is. Closed keeps its row of failures, its window as far as that
 * fits (a window of calls keeps the last ones when its size changes; one of time begins anew when its length changes); open
 * counts the new recovery time from when it opened; half-open ends with the number of probes that it began with.
 */
public final class Breaker {
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Breaker.class, "state", State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Guarded guarded;
    private final Clocks clocks;
    private final Announcer announcer;
    private volatile BreakerSettings settings;

    @SuppressWarnings("FieldMayBeFinal") // Written by its handle.
    private volatile State state;

    private volatile LongAdder refused = new LongAdder();
    private volatile @Nullable ErrorCategory lastFailure;

    /**
     * A closed one.
     *
     * @param guarded what it guards
     * @param settings how it decides
     * @param clocks what it reads the time from
     * @param listener hears of its transitions
     */
    public Breaker(Guarded guarded, BreakerSettings settings, Clocks clocks, BreakerListener listener) {
        this.guarded = guarded;
        this.settings = settings;
        this.clocks = clocks;
        announcer = new Announcer(this, listener);
        state = Closed.first(this);
    }

    /** What it guards. */
    public Guarded guarded() {
        return guarded;
    }

    String target() {
        return guarded.target();
    }

    Clocks clocks() {
        return clocks;
    }

    State state() {
        return state;
    }

    /** How it decides now. */
    public BreakerSettings settings() {
        return settings;
    }

    /** Decides differently from now on, in the state that it is in. */
    public void settings(BreakerSettings fresh) {
        settings = fresh;
        review(state);
    }

    private static void review(State current) {
        if (current instanceof Closed closed) {
            closed.review();
        }
    }

    /**
     * Asks for one call; reads the clock unless it is closed.
     *
     * @return the leave, which must be ended; null when the call is refused, which {@link #refusal} explains
     */
    public @Nullable Permit acquire() {
        return state instanceof Closed closed && settings.enabled() ? closed : ask();
    }

    private @Nullable Permit ask() {
        while (true) {
            State current = state;
            if (!settings.enabled() && current.name() != BreakerState.FORCED_OPEN) {
                return Unwatched.INSTANCE;
            }
            Permit permit = current.admit(clocks.now());
            if (permit != null) {
                return permit;
            }
            if (state == current) {
                refused.increment();
                return null;
            }
        }
    }

    /** How long until it might let a call through, zero for now; null when nobody knows, since it was opened by hand. */
    public @Nullable Duration untilAdmitted() {
        State current = state;
        boolean watched = settings.enabled() || current.name() == BreakerState.FORCED_OPEN;
        long after = watched ? current.retryAfterNanos(clocks.now()) : 0;
        return after < 0 ? null : Duration.ofNanos(after);
    }

    /** Why it refuses calls. */
    public Refusal refusal() {
        State current = state;
        return new Refusal(current.name(), current.since(), current.reason(), current.retryAfterNanos(clocks.now()));
    }

    /**
     * Makes it closed with nothing counted, also when it is closed already; calls under way no longer count. The history
     * stays, with this as its last transition unless it was closed.
     *
     * @param reason who did it and why
     * @param force also when it is forced open
     * @return false when it is forced open and {@code force} is not said; then nothing changes
     */
    public boolean reset(String reason, boolean force) {
        while (true) {
            State current = state;
            if (current.name() == BreakerState.FORCED_OPEN && !force) {
                return false;
            }
            Closed next = current instanceof Closed closed ? closed.afresh() : Closed.after(current, reason);
            if (move(current, next)) {
                refused = new LongAdder();
                return true;
            }
        }
    }

    /**
     * Makes it refuse every call until it is reset by force.
     *
     * @param reason who did it and why
     * @return false when it was so already; the reason stays then
     */
    public boolean forceOpen(String reason) {
        while (true) {
            State current = state;
            if (current.name() == BreakerState.FORCED_OPEN) {
                return false;
            }
            if (move(current, new ForcedOpen(current, reason))) {
                return true;
            }
        }
    }

    /** From the state that decided to its successor, and says so; false when that is no longer the state. */
    boolean move(State from, State to) {
        boolean moved = replace(from, to);
        if (moved) {
            announce();
        }
        return moved;
    }

    /** The same without saying so, which has to follow when nothing is locked. */
    boolean replace(State from, State to) {
        if (!STATE.compareAndSet(this, from, to)) {
            return false;
        }
        review(to); // The settings may have changed since it was made.
        return true;
    }

    void announce() {
        announcer.announce();
    }

    /** A failure that counts in this state. */
    void failed(State in, ErrorCategory category) {
        if (state == in && lastFailure != category) {
            lastFailure = category; // Not written for nothing: it lies beside what every call reads.
        }
    }

    /** How it is at this moment. */
    public BreakerSnapshot snapshot() {
        State current = state;
        Figures figures = current.figures(clocks.now());
        return new BreakerSnapshot(
                guarded.target(),
                guarded.module(),
                guarded.bundleId(),
                current.name(),
                current.since(),
                current.nextProbe(),
                current.failuresInARow(),
                clamped(figures.calls()),
                clamped(figures.failures()),
                clamped(figures.slow()),
                figures.failureRate(),
                figures.slowRate(),
                refused.sum(),
                lastFailure,
                current.history().last());
    }

    private static int clamped(long count) {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }
}
