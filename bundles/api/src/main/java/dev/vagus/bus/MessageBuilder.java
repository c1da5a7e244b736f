package dev.vagus.bus;

import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** A message in the making, from {@link MessageBus#message}. Not thread-safe; usable for one {@link #send()}. */
@ProviderType
public interface MessageBuilder {
    /** The payload: maps, lists, values, records, DTOs; null is allowed. Copied by {@link #send()} unless immutable. */
    MessageBuilder data(@Nullable Object payload);

    /** The priority; {@link Priority#NORMAL} when not set. */
    MessageBuilder priority(Priority priority);

    /**
     * How long the message may wait in a mailbox; the channel's default when not set. It never waits longer than the
     * deadline of the call or message in which it is sent, unless it is {@linkplain #detached() detached}.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    MessageBuilder timeToLive(Duration timeToLive);

    /**
     * Adds a header; the last value of a name counts. The header {@code authorization}, however it is spelt, brings the
     * token of whoever the message is sent for, with {@code Bearer} before it or not: where a gate is there it gets the token
     * and nobody else does. Without one the header is as every other, but is never written to a store nor shown.
     */
    MessageBuilder header(String name, String value);

    /** The correlation id; that of the call or message being handled when not set. */
    MessageBuilder correlationId(String id);

    /** Lets the message outlive the call or message in which it is sent: it does not take over the deadline. */
    MessageBuilder detached();

    /**
     * Sends the message as {@link MessageBus#send} does.
     *
     * @throws IllegalStateException when it was sent before
     */
    TimeOrderedId send();

    /**
     * Sends the message and waits for the first {@linkplain Message#reply answer}. The deadline limits the waiting in
     * mailboxes and the calls of the handler too; it is never later than that of the call or message around the sender.
     *
     * @throws RequestFailedException when no answer comes; its category says why. A handler's failure counts after its
     *     last attempt, when no other that was offered the message is left
     * @throws IllegalArgumentException as {@link #send()}, also when the timeout is not positive
     * @throws MessageRefusedException as {@link #send()}, also when an interceptor withholds the message
     */
    Reply request(Duration timeout);

    /**
     * The same without waiting. What hangs on the stage runs on a thread of the bus. Cancelling its
     * {@code toCompletableFuture()} gives the request up. A message that cannot be sent at all is thrown.
     */
    CompletionStage<Reply> requestAsync(Duration timeout);

    /**
     * Says who would get the message and who not, with the reason for each. Sends nothing; the builder stays usable.
     *
     * @throws IllegalArgumentException when the type is not valid
     */
    Explanation explain();
}
