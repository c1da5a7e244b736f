package dev.vagus.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** An event in the making, from {@link EventPublisher#event}. Not thread-safe; usable for one {@link #publish()}. */
@ProviderType
public interface EventBuilder {
    /** Adds what happened: maps, lists, values, records, DTOs. */
    EventBuilder data(Map<String, ?> entries);

    /** Adds one entry of what happened; the last value of a name counts. */
    EventBuilder data(String name, @Nullable Object value);

    /**
     * The channel; {@link EventTopics#DEFAULT_CHANNEL} when not set.
     *
     * @throws IllegalArgumentException when the name cannot be a token of a topic
     */
    EventBuilder channel(String channel);

    /** The correlation id; that of the call or message being handled when not set. */
    EventBuilder correlationId(String id);

    /**
     * Publishes the event as {@link EventPublisher#publish} does.
     *
     * @throws IllegalStateException when it was published before
     */
    EventReceipt publish();
}
