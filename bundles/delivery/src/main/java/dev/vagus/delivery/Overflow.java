package dev.vagus.delivery;

/** What a mailbox does with an item that finds it full. */
public enum Overflow {
    /** The thread that offers waits for room until a deadline, then the item is refused. */
    BLOCK,
    /** The item is refused. */
    FAIL,
    /** The oldest item of the lowest lane makes room; an item below all that wait is dropped itself. */
    DROP_OLDEST,
    /** The item is dropped. */
    DROP_NEWEST
}
