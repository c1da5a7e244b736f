package dev.vagus.delivery;

/** What became of an item that was offered to a mailbox. */
public enum Offer {
    /** It is queued. */
    ACCEPTED,
    /** It is queued, and an older item was dropped for it. */
    DROPPED_OLDEST,
    /** It was dropped, as the overflow policy says. */
    DROPPED_NEWEST,
    /** It was refused: there was no room, under {@link Overflow#BLOCK} not within the deadline either. */
    FULL,
    /** It was refused at once: there was no room, and the thread that offered it is the one that would make some. */
    REENTRANT,
    /** The mailbox is closed; the item was not counted. */
    CLOSED;

    /** Whether the item is in the mailbox now. */
    public boolean queued() {
        return this == ACCEPTED || this == DROPPED_OLDEST;
    }

    /** Whether whoever offered the item should be told that it was turned away. */
    public boolean refused() {
        return this == FULL || this == REENTRANT;
    }
}
