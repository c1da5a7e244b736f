package dev.vagus.events.internal.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** A sent event on its way through the mailbox of one slow handler, and the sender that waits for it for a while. */
final class Detour extends Occurrence {
    private enum State {
        /** The sender waits, or has not decided. */
        AWAITED,
        /** The sender has gone on. */
        OVERDUE,
        /** The handler has returned, or will not be called. */
        OVER
    }

    private final Detours detours;
    private final Thread sender = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.AWAITED);

    /** One of the calling thread's events. */
    Detour(Occurrence sent, Detours detours) {
        super(sent.event(), null, sent.sequence());
        this.detours = detours;
        in(sent.flow(), sent.raising());
    }

    /** The handler has returned, or will not be called. Any thread; a second time does nothing. */
    void over() {
        State before = state.getAndSet(State.OVER);
        if (before == State.AWAITED) {
            LockSupport.unpark(sender);
        }
        if (before != State.OVER) {
            detours.ended(this, before == State.OVERDUE);
        }
    }

    /** The sender goes on without waiting any longer. */
    void leave() {
        detours.overdue(1);
        if (!state.compareAndSet(State.AWAITED, State.OVERDUE)) {
            detours.overdue(-1);
        }
    }

    /** The sender waits until it is over, until this time of the clock, or until an interrupt, which stays set. */
    void await(LongSupplier nanoClock, long until) {
        while (state.get() == State.AWAITED) {
            long left = until - nanoClock.getAsLong();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                leave();
                return;
            }
            LockSupport.parkNanos(this, left);
        }
    }
}
