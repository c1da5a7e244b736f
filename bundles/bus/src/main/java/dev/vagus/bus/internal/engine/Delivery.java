package dev.vagus.bus.internal.engine;

/** A message on its way to one subscription: what its mailbox holds. */
interface Delivery {
    /** The message. */
    Envelope envelope();

    /** The message as the handler gets it. */
    default Envelope heard() {
        return envelope();
    }

    /** Something is done about this attempt; told to the tracer where it is recorded. */
    default void note(String what, String detail) {}

    /** How many attempts have failed; such a delivery is in flight until it is settled. */
    int attempts();

    /** When the first attempt failed, in milliseconds since 1970; 0 while none has. */
    long firstFailedAt();

    /** Until when it may wait, in nanoseconds of the monotonic clock, or {@link dev.vagus.delivery.Receiver#NEVER}. */
    long deadline();
}
