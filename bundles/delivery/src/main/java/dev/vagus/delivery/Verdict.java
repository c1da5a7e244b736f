package dev.vagus.delivery;

/** What became of an item that a receiver was given. */
public enum Verdict {
    /** It was handled. */
    DELIVERED,
    /** It was found too old. */
    EXPIRED,
    /** It was given up. */
    DEAD,
    /** It was taken back while it was in flight. */
    CLEARED,
    /** The receiver keeps it, in flight, and will {@linkplain Mailbox#settle settle} it: a retry, an asynchronous handler. */
    LATER
}
