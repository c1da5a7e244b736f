package dev.vagus.metrics;

import java.time.Duration;
import java.util.List;

/**
 * What came of a round trip through a channel.
 *
 * @param channel the channel's name
 * @param passed whether the message came back in time
 * @param took how long it took
 * @param detail what was seen, or what held it up
 * @param alsoOffered the ids of the other subscriptions that were offered the message, since they hear every type
 */
public record ChannelTest(String channel, boolean passed, Duration took, String detail, List<String> alsoOffered) {
    /** Copies the list. */
    public ChannelTest {
        alsoOffered = List.copyOf(alsoOffered);
    }
}
