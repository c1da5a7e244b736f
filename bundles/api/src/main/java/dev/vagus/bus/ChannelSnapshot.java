package dev.vagus.bus;

import java.time.Duration;

/**
 * A channel and its figures at one moment. When traffic rests, {@code sent = routed + unrouted + filtered + refused}.
 *
 * @param spec its settings
 * @param subscriptions how many subscriptions it has
 * @param sent messages that were sent to it
 * @param routed messages that at least one subscription was offered
 * @param unrouted messages that came when no subscription's type matched
 * @param filtered messages whose type matched but which every filter refused, or a gate did not let be heard
 * @param refused messages that were turned away before routing, by a gate too
 * @param queued messages that wait in its mailboxes now
 * @param retained messages that it keeps for subscriptions that come later
 * @param oldest the age of the message that waits in one of them for the longest time; zero when none waits
 * @param sentPerSecond how fast {@code sent} grows: the mean since a snapshot that was taken at least a second before, or
 *     since the channel was made
 * @param state what it is doing
 */
public record ChannelSnapshot(
        ChannelSpec spec,
        int subscriptions,
        long sent,
        long routed,
        long unrouted,
        long filtered,
        long refused,
        long queued,
        int retained,
        Duration oldest,
        double sentPerSecond,
        State state) {

    /** What a channel is doing, by itself or with the whole bus. */
    public enum State {
        /** It takes messages and delivers them. */
        ACTIVE,
        /** It takes messages and keeps them. */
        PAUSED,
        /** It takes no messages. */
        DRAINED
    }

    /** The channel's name. */
    public String name() {
        return spec.name();
    }
}
