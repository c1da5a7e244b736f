package dev.vagus.metrics;

import java.time.Duration;

/**
 * The figures of one channel. Immutable.
 *
 * @param name its name; {@code other} for those together that there is no room for
 * @param sent messages that were sent to it
 * @param routed messages that at least one subscription was offered
 * @param unrouted messages for which there was no subscription
 * @param filtered messages that no filter let pass
 * @param refused messages that were turned away
 * @param sentPerSecond the mean of {@code sent} per second
 * @param queued messages that wait in its mailboxes now
 * @param oldest the age of the one that waits for the longest time
 * @param dead messages that became dead letters of the subscriptions that it has now, since these began
 * @param deliveries attempts to deliver to the subscriptions that match
 */
public record ChannelFigures(
        String name,
        long sent,
        long routed,
        long unrouted,
        long filtered,
        long refused,
        double sentPerSecond,
        long queued,
        Duration oldest,
        long dead,
        Traffic deliveries) {}
