package dev.vagus.events;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as its handler gets it. Immutable.
 *
 * @param id unique in this framework and sorted by time
 * @param name its name
 * @param channel its channel
 * @param source the name of the module that published it
 * @param timestamp when it was published, by the wall clock
 * @param correlationId what joins messages, calls and events of one affair; null when there is none
 * @param data what happened, as plain structure
 */
public record ModuleEvent(
        String id,
        String name,
        String channel,
        String source,
        Instant timestamp,
        @Nullable String correlationId,
        Map<String, Object> data) {}
