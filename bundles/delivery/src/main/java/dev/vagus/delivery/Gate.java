package dev.vagus.delivery;

import dev.vagus.delivery.budget.Door;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a mailbox from handing items out. Thread-safe; {@link Mailbox} asks before each item. Each reason has a bit
 * of its own, so none undoes another.
 */
public final class Gate implements Door {
    private static final AtomicIntegerFieldUpdater<Gate> SHUT =
            AtomicIntegerFieldUpdater.newUpdater(Gate.class, "shut");
    private static final int PAUSED = 1;
    private static final int STALLED = 2;
    private static final int OVER_BUDGET = 4;
    private static final int HELD = 8;

    private static final Object GRANTED = new Object();
    private static final Object PROBED = new Object();

    private final Runnable opened;
    private volatile int shut;
    private volatile boolean onlyReturned;

    /** Null, {@code GRANTED}, whoever took the probe, {@code PROBED}. */
    private final AtomicReference<@Nullable Object> probe = new AtomicReference<>();

    private volatile Runnable probeOver = () -> {};

    /**
     * @param opened called after something that kept items back is gone
     */
    Gate(Runnable opened) {
        this.opened = opened;
    }

    /** Stops delivery; items wait. The one that the receiver has is finished. */
    public void pause() {
        shut(PAUSED);
    }

    /** Goes on after {@link #pause}. */
    public void resume() {
        clear(PAUSED);
    }

    /** Whether it is paused. */
    public boolean isPaused() {
        return (shut & PAUSED) != 0;
    }

    /** Whether the receiver has as many items in flight as it may; it says so itself. */
    public void stall(boolean full) {
        set(STALLED, full);
    }

    /** Whether a guard of the receiver refuses every item for now; it says so itself. */
    public void hold(boolean refused) {
        set(HELD, refused);
    }

    private void set(int bit, boolean on) {
        if (on) {
            shut(bit);
        } else {
            clear(bit);
        }
    }

    @Override
    public void close() {
        probe.set(null);
        shut(OVER_BUDGET);
    }

    @Override
    public void open() {
        probe.set(null);
        clear(OVER_BUDGET);
    }

    @Override
    public void probe(Runnable over) {
        probeOver = over;
        probe.set(GRANTED);
        opened.run();
    }

    @Override
    public boolean isProbed() {
        return probe.get() == PROBED;
    }

    private void shut(int bit) {
        if ((shut & bit) == 0) {
            SHUT.getAndUpdate(this, now -> now | bit);
        }
    }

    private void clear(int bit) {
        if ((shut & bit) != 0) {
            SHUT.getAndUpdate(this, now -> now & ~bit);
            opened.run();
        }
    }

    /** Whether only items that were given back are handed out, while the others wait. */
    public void holdNew(boolean hold) {
        boolean before = onlyReturned;
        onlyReturned = hold;
        if (before && !hold) {
            opened.run();
        }
    }

    /** Whether nothing is handed out, a probe neither. */
    boolean isShut() {
        int now = shut;
        return now != 0 && (now != OVER_BUDGET || probe.get() != GRANTED);
    }

    /** Whether this turn may take an item now; it may have to take the probe for it. */
    boolean admits(Object turn) {
        int now = shut;
        return now == 0 || (now == OVER_BUDGET && probe.compareAndSet(GRANTED, turn));
    }

    /** The turn found nothing to take. */
    void foundNothing(Object turn) {
        if (probe.get() == turn) {
            probe.compareAndSet(turn, GRANTED);
        }
    }

    /** The turn comes to rest: the call with the item that it was let through with has returned. */
    void rests(Object turn) {
        if (probe.get() == turn && probe.compareAndSet(turn, PROBED)) {
            probeOver.run();
        }
    }

    boolean isShutForNew() {
        return onlyReturned;
    }
}
