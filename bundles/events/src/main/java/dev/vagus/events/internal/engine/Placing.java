package dev.vagus.events.internal.engine;

/** What became of an event that was to be {@linkplain HandlerEntry#place placed} in a mailbox. */
enum Placing {
    /** It is in the mailbox, which is to be {@linkplain HandlerEntry#announce told}. */
    PLACED,
    /** There is no room, and its poster may wait for some. */
    LATER,
    /** It was dropped, or there is nobody to have it, or the handler finds it in a store. */
    OVER
}
