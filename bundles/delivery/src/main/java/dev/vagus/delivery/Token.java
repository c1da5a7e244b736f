package dev.vagus.delivery;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes one thread at a time the consumer of a mailbox's lanes. What is done under it is short, never blocks and runs no
 * foreign code; a thread that has to wait spins, then yields. Not reentrant.
 */
final class Token extends AtomicBoolean {
    private static final long serialVersionUID = 1L;
    private static final int SPINS = 64;

    void take() {
        int spins = 0;
        while (get() || !compareAndSet(false, true)) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** A volatile store: what the holder reads next is not older than what it has released. */
    void release() {
        set(false);
    }
}
