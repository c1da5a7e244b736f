package dev.vagus.events.internal.engine;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a handler was given on the sender's thread, where there is no mailbox that counts. Thread-safe. */
final class CallerBooks {
    private final LongAdder begun = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /**
     * The figures at one moment.
     *
     * @param begun events that were handed over
     * @param delivered events for which the handler returned normally
     * @param failed events for which it threw
     */
    record Counts(long begun, long delivered, long failed) {
        long inFlight() {
            return begun - delivered - failed;
        }
    }

    void begin() {
        begun.increment();
    }

    void end(boolean normally) {
        (normally ? delivered : failed).increment();
    }

    /** Reads what has ended before what has begun, so that never more has ended. */
    Counts counts() {
        long deliveredNow = delivered.sum();
        long failedNow = failed.sum();
        return new Counts(begun.sum(), deliveredNow, failedNow);
    }
}
