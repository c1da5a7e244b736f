package dev.vagus.bus;

import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A message that is being sent, as interceptors see it. Immutable; its {@code with} methods give another to pass on. It is
 * of no use after {@link MessageInterceptor#aroundSend} has returned.
 */
@ProviderType
public interface MessageSending {
    /** The id that the message has. */
    TimeOrderedId id();

    /** The channel that it is sent to. */
    String channel();

    /** Its type. */
    String type();

    /** The name of the module that sends it, taken from the sending bundle. */
    String source();

    /** The id of that bundle. */
    long sourceBundle();

    /** Its priority. */
    Priority priority();

    /** How long it may wait; null when that is not limited. */
    @Nullable
    Duration timeToLive();

    /** Its headers, immutable. */
    Map<String, String> headers();

    /** What joins messages, calls and events of one affair; null when neither sender nor context gave one. */
    @Nullable
    String correlationId();

    /** Whether its sender waits for an answer. */
    boolean isRequest();

    /** The payload as plain structure, immutable. */
    @Nullable
    Object data();

    /** The same with this type instead. */
    MessageSending withType(String type);

    /** The same with this priority instead. */
    MessageSending withPriority(Priority priority);

    /**
     * The same with this time to live instead, from now on; never beyond the deadline of the sender's work.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    MessageSending withTimeToLive(Duration timeToLive);

    /** The same with this header; {@code traceparent} goes on to what handlers do. */
    MessageSending withHeader(String name, String value);

    /** The same with these headers instead of all that it has. */
    MessageSending withHeaders(Map<String, String> headers);

    /**
     * The same with this payload instead: maps, lists, values, records, DTOs; copied unless immutable.
     *
     * @throws IllegalArgumentException when it has no structure
     */
    MessageSending withData(@Nullable Object data);
}
