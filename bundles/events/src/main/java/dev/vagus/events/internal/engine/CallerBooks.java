package dev.vagus.events.internal.engine;

import dev.vagus.delivery.count.StripedCounter;

/** Counts what a handler was given on the sender's thread, where there is no mailbox that counts. Thread-safe. */
final class CallerBooks {
    private final StripedCounter begun = new StripedCounter();
    private final StripedCounter delivered = new StripedCounter();
    private final StripedCounter failed = new StripedCounter();

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
