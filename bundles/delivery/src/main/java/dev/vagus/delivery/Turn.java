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

    /** How long a turn waits for the next item before it rests: the longest, and the shortest. */
    private static final long MOST_PATIENCE_NANOS = 60_000;

    private static final long LEAST_PATIENCE_NANOS = 1_000;

    /** The shortest wait before a look, which is about a reading of the clock, and the longest. */
    private static final long SHORTEST_PAUSE_NANOS = 50;

    private static final long LONGEST_PAUSE_NANOS = 16_000;

    /** Items that come no farther apart than this are waited for together. */
    private static final long CLOSE_NANOS = 250;

    private final transient Mailbox<T> mailbox;
    private final transient Gate gate;
    private final transient Crew<T> crew;
    private final transient Receiver<T> receiver;
    private final transient Executor executor;
    private final transient LongSupplier clock;
    private transient volatile @Nullable Thread runner;

    /** How long it waits for the next item; of the thread that runs it. */
    private transient long patience = MOST_PATIENCE_NANOS;

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
        long pause = SHORTEST_PAUSE_NANOS;
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
     * times what a delivery costs, so a turn that was busy does not rest at once. Others that wait for a thread end it. Who has
     * waited in vain waits half as long the next time: items may come too rarely, or their producer may be waiting for this
     * very processor.
     *
     * <p>A look takes the cache line away that the producer is about to write: looking all the time halves its speed. So
     * where items come close after each other the next wait begins with a longer pause, in which many can come; where they
     * come one at a time, with a short one, so that none waits long. Pauses are measured by the clock and not in spins, of
     * which one takes from 10 to 60 ns on different processors: counted in spins, pauses stayed too short on fast ones to
     * see that items came close to each other.
     *
     * @param pause how long to wait before the first look, in nanoseconds
     * @param came how many items came since the last wait
     * @return the pause before the first look of the next time; 0 when no item came
     */
    private long linger(DispatchThread thread, long pause, int came) {
        thread.waited();
        long start = System.nanoTime();
        long now = start;
        for (long looks = 0; now - start < patience; looks++) {
            for (long until = now + pause; now - until < 0; now = System.nanoTime()) {
                Thread.onSpinWait();
            }
            if (mailbox.seemsReady()) {
                patience = Math.min(2 * patience, MOST_PATIENCE_NANOS);
                return looks == 0 ? longer(pause, came) : Math.max(pause / 2, SHORTEST_PAUSE_NANOS);
            }
            if (thread.isWanted() || !mailbox.allows(crew)) {
                return 0;
            }
        }
        patience = Math.max(patience / 2, LEAST_PATIENCE_NANOS);
        return 0;
    }

    private static long longer(long pause, int came) {
        return came * CLOSE_NANOS >= pause ? Math.min(2 * pause, LONGEST_PAUSE_NANOS) : pause;
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
