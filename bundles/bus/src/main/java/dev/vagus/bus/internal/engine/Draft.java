package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Priority;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sender says about a message beside its payload.
 *
 * @param channel the name of the channel
 * @param type the message's type
 * @param priority its priority
 * @param timeToLive null for the channel's default
 * @param headers immutable
 * @param correlationId null when there is none
 */
public record Draft(
        String channel,
        String type,
        Priority priority,
        @Nullable Duration timeToLive,
        Map<String, String> headers,
        @Nullable String correlationId) {

    /** A message with nothing special. */
    public static Draft plain(String channel, String type) {
        return new Draft(channel, type, Priority.NORMAL, null, Map.of(), null);
    }

    Draft withTimeToLive(Duration life) {
        return new Draft(channel, type, priority, life, headers, correlationId);
    }
}
