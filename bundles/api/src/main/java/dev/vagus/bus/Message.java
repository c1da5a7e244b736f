package dev.vagus.bus;

import dev.vagus.module.TimeOrderedId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A message as its handler gets it. Immutable and thread-safe, and so is its payload: what the publisher changes after
 * {@code send} has returned is not seen.
 *
 * @param <T> the payload's type as the subscription declared it
 */
@ProviderType
public interface Message<T> {
    /** Unique in this framework and sorted by time of sending. */
    TimeOrderedId id();

    /** The channel that it was sent to. */
    String channel();

    /** Its type, which subscriptions select by. */
    String type();

    /** The name of the module that sent it, taken from the sending bundle. */
    String source();

    /** Its priority. */
    Priority priority();

    /** When it was sent, by the wall clock. */
    Instant timestamp();

    /** Until when it may wait, by the wall clock of its sending; null when that is not limited. */
    @Nullable
    Instant expiry();

    /** Its headers, immutable; {@code traceparent} is passed on from the call or message in which it was sent. */
    Map<String, String> headers();

    /** What joins messages, calls and events of one affair; null when neither sender nor context gave one. */
    @Nullable
    String correlationId();

    /** Whether its sender waits for an answer. */
    boolean isRequest();

    /**
     * Answers a request. The first answer counts.
     *
     * @param data maps, lists, values, records, DTOs; copied
     * @return false when nobody waits: it is not a request, or it was answered, cancelled, or its time is over
     * @throws IllegalArgumentException when the answer has no structure
     */
    boolean reply(@Nullable Object data);

    /** The payload, converted by structure to the subscription's type; never a class of the publisher's own. */
    T data();
}
