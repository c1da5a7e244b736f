package dev.vagus.delivery;

import dev.vagus.delivery.budget.HandlerWatch;
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

    /** How often a turn looks for the next item before it rests: some 20 to 50 microseconds. */
    private static final int LINGER = 1_000;

    private static final int LOOK_AROUND = 16;

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
        try {
            more = work(thread);
        } finally {
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
    private boolean work(@Nullable DispatchThread thread) {
        int done = 0;
        while (mailbox.allows(crew) && gate.admits(this)) {
            T item = mailbox.take();
            if (item == null) {
                gate.foundNothing(this);
                if (done == 0 || thread == null || !linger(thread)) {
                    return false;
                }
                continue;
            }
            deliver(item);
            done++;
            if (thread == null ? done >= BATCH : thread.shouldGiveWay(done >= BATCH)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Waits a little for the next item on the processor; true when it came. Handing a turn over and waking a thread costs
     * the producer several times what a delivery costs, so a turn that was busy does not rest at once. Others that wait
     * for a thread end it.
     */
    private boolean linger(DispatchThread thread) {
        for (int i = 1; i <= LINGER; i++) {
            if (mailbox.seemsReady()) {
                return true;
            }
            if (i % LOOK_AROUND == 0 && (thread.isWanted() || !mailbox.allows(crew))) {
                return false;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /** Declares the turn idle and looks once more: an item stored before that was not announced. */
    private void rest() {
        gate.rests(this);
        set(false);
        if (mailbox.allows(crew) && mailbox.isReady()) {
            schedule();
        }
    }

    private void deliver(T item) {
        try {
            deliverHere(item);
        } finally {
            if (Thread.interrupted()) {
                LOG.debug("{} left its thread interrupted", name());
            }
        }
    }

    /** Calls the receiver and settles what it says. */
    void deliverHere(T item) {
        Verdict verdict = Verdict.DEAD;
        try {
            verdict = attempt(item);
        } catch (Throwable e) {
            LOG.error("{} failed outside of its handler", name(), e);
        } finally {
            mailbox.settle(verdict);
        }
    }

    private Verdict attempt(T item) {
        long deadline = receiver.deadline(item);
        if (deadline != Receiver.NEVER && clock.getAsLong() - deadline >= 0) {
            receiver.expired(item);
            return Verdict.EXPIRED;
        }
        return receiver.receive(item);
    }
}
