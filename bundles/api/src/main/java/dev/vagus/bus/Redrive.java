package dev.vagus.bus;

/** What became of a dead letter that was to be redriven. */
public enum Redrive {
    /** Its message is queued for the subscription, with all its attempts before it; it is no dead letter any more. */
    QUEUED,
    /** There is no dead letter of that id, or somebody else has just taken it. */
    NOT_FOUND,
    /** The subscription is not there; the dead letter stays. */
    NO_SUBSCRIPTION,
    /** The subscription's mailbox has no room; the dead letter stays. */
    NO_ROOM
}
