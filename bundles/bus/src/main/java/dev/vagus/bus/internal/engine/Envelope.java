package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Message;
import dev.vagus.bus.Priority;
import dev.vagus.delivery.Receiver;
import dev.vagus.delivery.filter.Subject;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way, one object for all its subscriptions, which is itself the message that a subscription to plain
 * structure gets. Its payload may be the publisher's own record until {@link #flatten} is called, when that class must
 * not be held any longer.
 */
final class Envelope implements Message<Object>, Subject {
    /** Longer lives count as for ever: 100 years. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final long id;
    private final long timestamp;
    private final long deadline;
    private final String channel;
    private final String type;
    private final String source;
    private final Priority priority;
    private final @Nullable Duration timeToLive;
    private final Map<String, String> headers;
    private final @Nullable String correlationId;
    private final Structures structures;
    private volatile @Nullable Object payload;

    /** Plain structure made of a record, so that several filters and subscriptions take it apart once. */
    private volatile @Nullable Object plain;

    /** The message of this draft, whose time to live is decided; its payload is what {@code share} returned. */
    Envelope(Draft draft, Owner sender, @Nullable Object payload, Clocks clocks, Structures structures) {
        timestamp = clocks.millis().getAsLong();
        id = TimeOrderedId.nextValue(timestamp);
        timeToLive = mortal(draft.timeToLive());
        deadline = timeToLive == null ? Receiver.NEVER : clocks.nanos().getAsLong() + timeToLive.toNanos();
        channel = draft.channel();
        type = draft.type();
        source = sender.module();
        priority = draft.priority();
        headers = draft.headers();
        correlationId = draft.correlationId();
        this.payload = payload;
        this.structures = structures;
    }

    private static @Nullable Duration mortal(@Nullable Duration timeToLive) {
        return timeToLive == null || timeToLive.compareTo(LONGEST) > 0 ? null : timeToLive;
    }

    long idValue() {
        return id;
    }

    /** In nanoseconds of the monotonic clock. */
    long deadline() {
        return deadline;
    }

    int lane() {
        return priority.ordinal();
    }

    /** The payload as it was shared: plain structure, or the publisher's own immutable record. */
    @Nullable
    Object payload() {
        return payload;
    }

    @Override
    public @Nullable Object structure() {
        Object now = payload;
        if (Structures.isPlain(now)) {
            return now;
        }
        Object known = plain;
        if (known == null) {
            known = structures.freeze(now);
            plain = known;
        }
        return known;
    }

    /** Lets go of the publisher's class. A record that cannot be read any more becomes a text that says so. */
    void flatten() {
        try {
            payload = structure();
        } catch (RuntimeException | LinkageError e) {
            payload = "(the payload was lost with the module " + source + ": " + e + ")";
        }
        plain = null;
    }

    @Override
    public TimeOrderedId id() {
        return new TimeOrderedId(id);
    }

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Priority priority() {
        return priority;
    }

    @Override
    public Instant timestamp() {
        return Instant.ofEpochMilli(timestamp);
    }

    @Override
    public @Nullable Instant expiry() {
        return timeToLive == null ? null : timestamp().plus(timeToLive);
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public @Nullable String correlationId() {
        return correlationId;
    }

    @Override
    @SuppressWarnings("NullAway") // A payload may be null, for a subscription to plain structure too.
    public Object data() {
        return structure();
    }

    /** Names the message, never its payload. */
    @Override
    public String toString() {
        return "message " + id() + " of type " + type + " on channel " + channel + " from " + source;
    }
}
