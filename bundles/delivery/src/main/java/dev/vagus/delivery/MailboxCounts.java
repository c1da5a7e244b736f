package dev.vagus.delivery;

/**
 * The books of a mailbox at one moment. Always, also under traffic: {@code offered = delivered + expired + dropped +
 * cleared + dead + queued + inFlight}.
 *
 * @param offered items that were offered while it was open
 * @param delivered items whose receiver returned normally
 * @param expired items that were too old when their turn came
 * @param dropped items that the overflow policy dropped or refused
 * @param cleared items that went by {@link Mailbox#clear} or {@link Mailbox#close}, or were taken back in flight
 * @param dead items that the receiver gave up
 * @param queued items that wait
 * @param inFlight items that a receiver has now
 */
public record MailboxCounts(
        long offered,
        long delivered,
        long expired,
        long dropped,
        long cleared,
        long dead,
        long queued,
        long inFlight) {}
