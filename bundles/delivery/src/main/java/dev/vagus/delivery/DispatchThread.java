package dev.vagus.delivery;

import dev.vagus.delivery.budget.HandlerWatch;
import dev.vagus.delivery.budget.OpenCall;
import dev.vagus.delivery.budget.Watched;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a {@link Dispatcher}: a daemon that inherits no thread-locals, with the context class loader of the bundle
 * that delivery is part of. What it is doing can be seen by the {@link Watch}.
 */
final class DispatchThread extends Thread {
    private static final int MIDDLE = 16;

    private final DispatchPool pool;
    /** In the middle of an array, so that it shares its cache line with nothing; counted at every item. */
    private final AtomicLongArray progress = new AtomicLongArray(33);

    private volatile @Nullable Turn<?> turn;
    private volatile boolean giveWay;

    /** What the watch saw last; it alone reads and writes it. */
    private long seenProgress = -1;

    /** The call that it saw at its last look, and the progress at that time. It alone reads and writes them. */
    private final OpenCall call = new OpenCall(this);

    private long callProgress = -1;

    /** When the receiver was last done with an item, and the progress at that time. The thread's own. */
    private long handledAt;

    private long handledProgress = -1;

    DispatchThread(DispatchPool pool, Runnable work, String name) {
        super(null, work, name, 0, false);
        this.pool = pool;
        setDaemon(true);
        restoreContextClassLoader();
    }

    static @Nullable DispatchThread current() {
        return Thread.currentThread() instanceof DispatchThread own ? own : null;
    }

    /** The mailbox whose receiver runs on this thread, if it is one of ours. */
    static @Nullable Mailbox<?> dispatchedNow() {
        DispatchThread thread = current();
        Turn<?> turn = thread == null ? null : thread.turn;
        return turn == null ? null : turn.mailbox();
    }

    void begin(Turn<?> fresh) {
        giveWay = false;
        turn = fresh;
        step();
        HandlerWatch watch = fresh.watch();
        if (watch != null && watch.isOn()) {
            pool.wakeWatch();
        }
    }

    void end() {
        turn = null;
        step();
        restoreContextClassLoader();
    }

    private void restoreContextClassLoader() {
        ClassLoader own = DispatchThread.class.getClassLoader();
        if (getContextClassLoader() != own) {
            setContextClassLoader(own);
        }
    }

    private void step() {
        progress.lazySet(MIDDLE, progress.getPlain(MIDDLE) + 1);
    }

    /** Whether an item begins now that follows another one at once, and which nobody has asked for. */
    boolean follows() {
        boolean follows = progress.getPlain(MIDDLE) == handledProgress + 1;
        handledProgress = -1;
        return follows;
    }

    /** When the receiver was done with the item before. */
    long handledAt() {
        return handledAt;
    }

    /** The receiver is done with an item. */
    void handled(long now) {
        handledAt = now;
        handledProgress = progress.getPlain(MIDDLE);
    }

    /** What the receiver said last was of an item within the present one. */
    void forgetHandled() {
        handledProgress = -1;
    }

    /** The turn has waited for an item. */
    void waited() {
        step();
    }

    /** Asked by the turn after each item: whether it should go to the end of the queue. */
    boolean shouldGiveWay(boolean batchDone) {
        step();
        return giveWay || (batchDone && pool.hasWaiting());
    }

    /** Whether other turns wait for a thread. */
    boolean isWanted() {
        return giveWay || pool.hasWaiting();
    }

    /**
     * Called by the watch at each look: after how many nanoseconds it should look again, or {@link Watched#ENOUGH} when no
     * receiver with a budget runs here. A call that has made no progress since the last look is still the same.
     */
    long look(long now, long lost) {
        Turn<?> current = turn;
        long count = progress.get(MIDDLE);
        HandlerWatch watch = current == null ? null : current.watch();
        if (watch == null || !watch.isOn()) {
            callProgress = -1;
            return Watched.ENOUGH;
        }
        if (count != callProgress) {
            callProgress = count;
            call.another();
        }
        watch.saw(call, now, lost);
        return HandlerWatch.pace(call.age(now, 0));
    }

    /** Called by the watch when others wait: whether this thread has been with one item since the last look. */
    boolean isStuck() {
        long now = progress.get(MIDDLE);
        boolean same = now == seenProgress;
        seenProgress = now;
        if (turn == null) {
            return false;
        }
        giveWay = true;
        return same;
    }

    /** What it is doing and where, for the log. */
    Survivor survivor() {
        Turn<?> current = turn;
        return new Survivor(getName(), current == null ? "" : current.name(), List.of(getStackTrace()));
    }
}
