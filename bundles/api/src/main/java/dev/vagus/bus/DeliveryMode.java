package dev.vagus.bus;

/** On which thread a handler is called. */
public enum DeliveryMode {
    /** On a thread of the bus, out of the subscription's mailbox: a slow handler delays nobody else. */
    ASYNC,
    /**
     * On the thread that sends, before {@code send} returns, by several at once when several send; the subscription with
     * the highest {@link Handling#priority()} first. What it throws does not reach the sender: the message is redelivered
     * on a thread of the bus. So is one that cannot be handled at once: while the subscription is paused or its module is
     * being updated, and where handlers send to each other more than 16 deep.
     */
    CALLER
}
