package dev.vagus.metrics.internal.window;

import dev.vagus.bus.ChannelSnapshot;

/** What a channel has counted. Immutable. */
record ChannelCounts(long sent, long routed, long unrouted, long filtered, long refused) {
    static final ChannelCounts NONE = new ChannelCounts(0, 0, 0, 0, 0);

    /** What it takes in memory with its name, about, in bytes. */
    static final int BYTES = 120;

    static ChannelCounts of(ChannelSnapshot channel) {
        return new ChannelCounts(
                channel.sent(), channel.routed(), channel.unrouted(), channel.filtered(), channel.refused());
    }

    ChannelCounts plus(ChannelCounts more) {
        return new ChannelCounts(
                sent + more.sent,
                routed + more.routed,
                unrouted + more.unrouted,
                filtered + more.filtered,
                refused + more.refused);
    }

    /** What has come since; all of it when the channel was made anew meanwhile. */
    ChannelCounts since(ChannelCounts earlier) {
        if (sent < earlier.sent) {
            return this;
        }
        return new ChannelCounts(
                sent - earlier.sent,
                Math.max(0, routed - earlier.routed),
                Math.max(0, unrouted - earlier.unrouted),
                Math.max(0, filtered - earlier.filtered),
                Math.max(0, refused - earlier.refused));
    }
}
