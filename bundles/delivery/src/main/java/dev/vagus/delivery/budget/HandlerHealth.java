package dev.vagus.delivery.budget;

import dev.vagus.delivery.budget.Health.State;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states of one handler under its {@link Budget}; it knows no clock and no thread.
 *
 * <pre>
 * RUNNING --overrun--> SLOW --so many overruns within the window--> PAUSED --cool-down over--> PROBING
 *    ^------no overrun for a window---+                               ^---probe overruns, cool-down doubles---+
 *    ^-------------------------------------probe returns in time----------------------------------------------+
 * </pre>
 *
 * <p>The door is closed in PAUSED and PROBING and open else; it has one writer, this object, under whose lock it is told. A
 * handler that runs through as many calls at once as it may is not probed before one of them returns. Calls on senders'
 * threads, which the door does not keep, make it SLOW and no more; where budgets are not enforced, that is the worst. All methods are thread-safe; the listener is told without the lock.
 */
public final class HandlerHealth {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerHealth.class);

    private final Door door;
    private final HealthListener listener;
    private final boolean enforced;
    private final int calls;

    /** When the last overruns were, by turns; all that follows is guarded by this object. */
    private long[] overruns = new long[0];

    private Budget budget;
    private int recorded;
    private boolean blamed;
    private long lastOverrun;
    private long coolDown;
    private long resumedAt;
    private boolean everPaused;
    private long probedAt;
    private boolean retired;

    private volatile Health health;
    private volatile long limit;

    /**
     * A handler that is running.
     *
     * @param enforced whether it is paused, or only found to be slow
     * @param calls how many calls of it there are at most at once
     */
    public HandlerHealth(Budget budget, boolean enforced, int calls, long now, Door door, HealthListener listener) {
        this.budget = budget;
        this.enforced = enforced;
        this.calls = calls;
        this.door = door;
        this.listener = listener;
        health = new Health(State.RUNNING, now, now, budget.limit(), 0, Duration.ZERO);
        limit = budget.limit().toNanos();
        forget();
    }

    /** How it is. */
    public Health now() {
        return health;
    }

    /** The budget in nanoseconds; 0 for none. */
    long limit() {
        return limit;
    }

    /** Whether a call that has passed so many limits is to be reported. */
    synchronized boolean isHeldAfter(long limitsPassed) {
        return limitsPassed >= budget.overruns();
    }

    /** A call goes on and on. */
    void held(long lasted, @Nullable Thread thread) {
        tell(() -> listener.held(Duration.ofNanos(lasted), thread));
    }

    /** When the probe was let through, while there is one. */
    synchronized long probedAt() {
        return probedAt;
    }

    /** Takes up another budget. Without one it is running. */
    public void budget(Budget fresh, long now) {
        Health before = health;
        synchronized (this) {
            if (retired || fresh.equals(budget)) {
                return;
            }
            budget = fresh;
            limit = fresh.limit().toNanos();
            forget();
            if (fresh.isOff()) {
                run(now);
            }
            health = new Health(
                    health.state(), health.since(), health.due(), fresh.limit(), health.overruns(), health.longest());
        }
        tell(before);
    }

    /**
     * A call has passed its limit, or once more.
     *
     * @param since when it began
     * @param lasted how long it has lasted
     * @param first whether it is the call's first time
     */
    void overran(long now, long since, long lasted, boolean first) {
        Health before = health;
        synchronized (this) {
            if (retired || budget.isOff()) {
                return;
            }
            overruns[recorded++ % overruns.length] = now;
            note(now, lasted, first);
            if (before.state() == State.PROBING) {
                if (since - probedAt >= 0) {
                    pause(now);
                }
            } else if (before.state() != State.PAUSED && enforced && isOften(now)) {
                pause(now);
            } else if (before.state() == State.RUNNING) {
                become(State.SLOW, now, now);
            }
        }
        tell(before);
    }

    /** A call on a sender's thread has passed its limit, or once more. */
    void overranOutside(long now, long lasted, boolean first) {
        Health before = health;
        synchronized (this) {
            if (retired || budget.isOff()) {
                return;
            }
            note(now, lasted, first);
            if (before.state() == State.RUNNING) {
                become(State.SLOW, now, now);
            }
        }
        tell(before);
    }

    private void note(long now, long lasted, boolean first) {
        blamed = true;
        lastOverrun = now;
        long count = health.overruns() + (first ? 1 : 0);
        Duration longest = Duration.ofNanos(lasted);
        health = new Health(health.state(), health.since(), health.due(), budget.limit(), count, longest);
    }

    private boolean isOften(long now) {
        return recorded >= overruns.length && now - overruns[recorded % overruns.length] <= budget.windowNanos();
    }

    /** Every pause that comes soon after the last is twice as long. */
    private void pause(long now) {
        boolean soon = health.state() == State.PROBING || (everPaused && now - resumedAt < budget.windowNanos());
        coolDown = soon
                ? Math.min(2 * coolDown, budget.longestCoolDown().toNanos())
                : budget.coolDown().toNanos();
        everPaused = true;
        door.close();
        become(State.PAUSED, now, now + coolDown);
    }

    /**
     * Time has passed.
     *
     * @param open how many calls are under way
     * @param probing whether one of them began after the probe was let through
     * @param probed told when a probe that it lets through has returned
     * @return after how many nanoseconds it wants to know again, or {@link Watched#ENOUGH}
     */
    long tick(long now, int open, boolean probing, Runnable probed) {
        Health before = health;
        long wanted;
        synchronized (this) {
            wanted = switch (before.state()) {
                case RUNNING -> Watched.ENOUGH;
                case SLOW -> calmDown(now);
                case PAUSED -> coolDown(now, open, probed);
                case PROBING -> probe(now, probing);
            };
        }
        tell(before);
        return wanted;
    }

    private long calmDown(long now) {
        long left = blamed ? lastOverrun + budget.windowNanos() - now : 0;
        if (left > 0) {
            return left;
        }
        become(State.RUNNING, now, now);
        return Watched.ENOUGH;
    }

    private long coolDown(long now, int open, Runnable probed) {
        long left = health.due() - now;
        if (left > 0 || open >= calls) {
            return Math.max(left, 0);
        }
        probedAt = now;
        become(State.PROBING, now, now);
        door.probe(probed);
        return 0;
    }

    private long probe(long now, boolean probing) {
        if (probing || !door.isProbed()) {
            return budget.longestCoolDown().toNanos();
        }
        run(now);
        return Watched.ENOUGH;
    }

    /** Lets everything through at once. */
    public void resume(long now) {
        Health before = health;
        synchronized (this) {
            if (!retired) {
                run(now);
                everPaused = false;
            }
        }
        tell(before);
    }

    /** The handler has gone: from now on nothing happens any more, and the door is open. */
    public synchronized void retire(long now) {
        run(now);
        retired = true;
        limit = 0;
    }

    private void run(long now) {
        if (health.state() != State.RUNNING) {
            boolean closed = health.state() != State.SLOW;
            become(State.RUNNING, now, now);
            resumedAt = now;
            forget();
            if (closed) {
                door.open();
            }
        }
    }

    private void forget() {
        overruns = new long[budget.overruns()];
        recorded = 0;
        blamed = false;
    }

    private void become(State state, long now, long due) {
        health = new Health(state, now, due, budget.limit(), health.overruns(), health.longest());
    }

    private void tell(Health before) {
        Health now = health;
        if (now.state() != before.state()) {
            tell(() -> listener.changed(before, now));
        }
    }

    /** Whatever becomes of telling it, the watch goes on. */
    private void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("nobody could be told how a handler keeps its budget: {}", health, e);
        }
    }
}
