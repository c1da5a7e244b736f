package dev.vagus.delivery;

import dev.vagus.delivery.budget.HandlerWatch;
import dev.vagus.spi.FlowContext;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of emptying one mailbox into one receiver; true while it is with the executor. A turn takes items until none
 * is left, then rests; after {@value #BATCH} items it goes to the end of the executor's queue if others wait there.
 */
final class Turn<T> extends AtomicBoolean implements Runnable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    private static final int BATCH = 64;

    /** How long a turn waits for the next item before it rests, in spins: some 50 to 100 microseconds. */
    private static final int LINGER = 2_000;

    /** The longest wait before the first look, in spins: some 20 microseconds. */
    private static final int LONGEST_PAUSE = 512;

    /** Up to this pause one item that comes in it is reason enough for a longer one; beyond, so many items are. */
    private static final int SHORT_PAUSE = 16;

    private static final int DENSE = 4;

    private final transient Mailbox<T> mailbox;
    private final transient Gate gate;
    private final transient Crew<T> crew;
    private final transient Receiver<T> receiver;
    private final transient Executor executor;
    private final transient LongSupplier clock;
    private transient volatile @Nullable Thread runner;

    Turn(Mailbox<T> mailbox, Crew<T> crew, Receiver<T> receiver, Executor executor, LongSupplier clock) {
        this.mailbox = mailbox;
        gate = mailbox.gate();
        this.crew = crew;
        this.receiver = receiver;
        this.executor = executor;
        this.clock = clock;
    }

    Mailbox<T> mailbox() {
        return mailbox;
    }

    String name() {
        return receiver.name();
    }

    @Nullable
    HandlerWatch watch() {
        return receiver.watch();
    }

    boolean isRunBy(Thread thread) {
        return runner == thread;
    }

    /** Hands the turn to the executor; false when it is there already. Any thread. */
    boolean schedule() {
        if (!get() && compareAndSet(false, true)) {
            submit();
            return true;
        }
        return false;
    }

    private void submit() {
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) {
            LOG.debug("the executor has stopped; what waits for {} stays", name(), e);
            set(false);
        }
    }

    @Override
    public void run() {
        DispatchThread thread = DispatchThread.current();
        runner = Thread.currentThread();
        if (thread != null) {
            thread.begin(this);
        }
        boolean more;
        boolean alone = mailbox.outlet().occupy();
        try {
            more = work(thread, alone, FlowContext.place());
        } finally {
            if (alone) {
                mailbox.outlet().vacate();
            }
            runner = null;
            if (thread != null) {
                thread.end();
            }
        }
        if (more) {
            submit();
        } else {
            rest();
        }
    }

    /** Delivers; true when it gave way to others with more left to do. */
    private boolean work(@Nullable DispatchThread thread, boolean alone, @Nullable Object[] place) {
        int done = 0;
        int looked = 0;
        int pause = 1;
        while (mailbox.allows(crew) && gate.admits(this)) {
            T item = mailbox.take();
            if (item == null) {
                gate.foundNothing(this);
                pause = done == 0 || thread == null ? 0 : linger(thread, pause, done - looked);
                if (pause == 0) {
                    return false;
                }
                looked = done;
                continue;
            }
            deliver(item, alone, place);
            done++;
            if (thread == null ? done >= BATCH : thread.shouldGiveWay(done >= BATCH)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Waits a little for the next item on the processor. Handing a turn over and waking a thread costs the producer several
     * times what a delivery costs, so a turn that was busy does not rest at once. Others that wait for a thread end it.
     *
     * <p>A look takes the cache line away that the producer is about to write: looking all the time halves its speed. So
     * where items come one after the other the next wait begins with a longer pause, in which many can come; where they
     * come one at a time, with a short one, so that none waits long.
     *
     * @param pause how long to wait before the first look, in spins
     * @param came how many items came in the last pause
     * @return the pause before the first look of the next time; 0 when no item came
     */
    private int linger(DispatchThread thread, int pause, int came) {
        thread.waited();
        int next = pause < SHORT_PAUSE || came >= DENSE ? Math.min(2 * pause, LONGEST_PAUSE) : pause;
        for (int spent = 0; spent < LINGER; spent += pause) {
            for (int i = 0; i < pause; i++) {
                Thread.onSpinWait();
            }
            if (mailbox.seemsReady()) {
                return spent == 0 ? next : Math.max(pause / 2, 1);
            }
            if (thread.isWanted() || !mailbox.allows(crew)) {
                return 0;
            }
        }
        return 0;
    }

    /** Declares the turn idle and looks once more: an item stored before that was not announced. */
    private void rest() {
        gate.rests(this);
        set(false);
        boolean ready = mailbox.isReady();
        if (ready && mailbox.allows(crew)) {
            schedule();
        }
    }

    private void deliver(T item, boolean alone, @Nullable Object[] place) {
        try {
            Verdict verdict = verdict(item, place);
            if (alone && verdict == Verdict.DELIVERED) {
                mailbox.outlet().deliverAlone();
            } else {
                mailbox.settle(verdict);
            }
        } finally {
            if (Thread.interrupted()) {
                LOG.debug("{} left its thread interrupted", name());
            }
        }
    }

    /** Calls the receiver on this thread; what it says of the item. Throws nothing. */
    Verdict verdict(T item, @Nullable Object[] place) {
        try {
            long deadline = receiver.deadline(item);
            if (deadline != Receiver.NEVER && clock.getAsLong() - deadline >= 0) {
                receiver.expired(item);
                return Verdict.EXPIRED;
            }
            return receiver.receive(item, place);
        } catch (Throwable e) {
            LOG.error("{} failed outside of its handler", name(), e);
            return Verdict.DEAD;
        }
    }
}
