package dev.vagus.bus;

/** What happens to a message when a subscription's mailbox is full. Other subscriptions are never affected. */
public enum OverflowPolicy {
    /**
     * The publisher waits for room, up to {@link ChannelSpec#blockTimeout()}, then as {@link #FAIL}. A handler that sends
     * to a full mailbox which only it could empty gets {@link MailboxFullException} at once instead.
     */
    BLOCK,
    /** {@code send} throws {@link MailboxFullException} after all other subscriptions have got the message. */
    FAIL,
    /**
     * The oldest message of the lowest priority that is queued makes room; it is counted as dropped. A new message of a
     * lower priority than all that are queued is dropped itself.
     */
    DROP_OLDEST,
    /** The new message is counted as dropped for this subscription. The default: what was accepted stays accepted. */
    DROP_NEWEST
}
