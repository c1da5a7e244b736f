package dev.vagus.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** An event in the making, from {@link EventPublisher#event}. Not thread-safe; usable for one {@link #publish()}. */
@ProviderType
public interface EventBuilder {
    /** Adds what happened: maps, lists, values, records, DTOs. */
    EventBuilder data(Map<String, ?> entries);

    /**
     * Adds what happened: the components of a record, as entries under their names.
     *
     * @throws IllegalArgumentException when a component has no structure
     */
    EventBuilder data(Record components);

    /** Adds one entry of what happened; the last value of a name counts. */
    EventBuilder data(String name, @Nullable Object value);

    /**
     * The channel; {@link EventTopics#DEFAULT_CHANNEL} when not set.
     *
     * @throws IllegalArgumentException when the name cannot be a token of a topic
     */
    EventBuilder channel(String channel);

    /**
     * Sends the event to all channels: whoever hears its name on any channel gets it once, however many of its patterns
     * match. It keeps its own channel, and has the mark {@link ModuleEvent.Mark#BROADCAST}. An
     * {@code org.osgi.service.event.EventHandler} that listens to another channel only gets it under that channel's
     * topic, as {@link EventTopics} says.
     */
    EventBuilder broadcast();

    /**
     * Whether {@link EventHistory} keeps the event, whatever its configuration says; as configured when not set.
     */
    EventBuilder persist(boolean keep);

    /**
     * Lets its data be stored encrypted only: where there is nothing that encrypts, no store has it. It gets the mark
     * {@link ModuleEvent.Mark#ENCRYPTED}; handlers and the history in memory have it as it is. Configuration may say the
     * same of events by their names.
     */
    EventBuilder encrypted();

    /**
     * Keeps the event, as the last of its name on its channel, for handlers that come later: a {@link ModuleEventHandler}
     * or {@link TypedEventHandler} that hears it gets it first, marked {@link ModuleEvent.Mark#STICKY}, whenever it
     * registers, until another takes its place, {@link #unsticky()} or {@link EventHistory#clearSticky} takes it away, or
     * too many others have come. It stays when its module leaves, and goes when the events bundle stops.
     */
    EventBuilder sticky();

    /**
     * The same, as the last of this key of its name on its channel: one for each device, say.
     *
     * @throws IllegalArgumentException when the key is empty or longer than 256 characters
     */
    EventBuilder sticky(String key);

    /** Takes the sticky events of this name on this channel away, those of all keys too. The event itself is heard. */
    EventBuilder unsticky();

    /**
     * The same for the one of this key only.
     *
     * @throws IllegalArgumentException when the key is empty or longer than 256 characters
     */
    EventBuilder unsticky(String key);

    /** The correlation id; that of the call or message being handled when not set. */
    EventBuilder correlationId(String id);

    /**
     * The token of the person or client on whose behalf it is published, with or without {@code Bearer} before it; that of
     * the call or message being handled when not set. Handlers do not act on behalf of it. Needs the bundle
     * {@code dev.vagus.security}.
     */
    EventBuilder token(String token);

    /**
     * Says who would get the event, and who not and why, and raises nothing. May be called several times.
     *
     * @throws IllegalArgumentException when it could not be published as it is
     */
    EventExplanation explain();

    /**
     * Publishes the event as {@link EventPublisher#publish} does.
     *
     * @throws IllegalStateException when it was published before
     * @throws dev.vagus.module.GateAbsentException when there is a token and no gate that checks it
     * @throws dev.vagus.module.VagusException when a gate refuses it
     */
    EventReceipt publish();
}
