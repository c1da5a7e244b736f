package dev.vagus.bus;

import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Registration;
import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The message bus, as one bundle sees it: a bundle-scoped service, so that messages and subscriptions carry the name of
 * the bundle that uses it. Thread-safe. After the bus has stopped, every method throws {@link BusStoppedException}.
 *
 * <p>A message sent goes into the mailbox of every subscription of its channel whose type pattern and filter match; the
 * mailboxes are emptied by threads of the bus. The messages of one thread to one subscription keep their order within a
 * priority.
 *
 * <p>What is sent within an API call or a handler takes over its correlation id, its {@code traceparent} and its
 * deadline, beyond which the message does not wait; see {@link dev.vagus.spi.FlowContext}.
 *
 * <p>While security is on, whoever manages a channel needs the scope {@code bus:manage:CHANNEL}, and for the bus as a whole
 * {@code bus:manage:*}: to create, change, remove, pause, resume, clear or drain it, to pause, resume, clear or close a
 * subscription of another bundle (its own ones are free to each), to redrive or discard dead letters, and to go around messages
 * by an interceptor. Without it these methods throw {@link dev.vagus.security.AccessRefusedException}, and while a gate that
 * is required is not there {@link dev.vagus.module.GateAbsentException}; nothing was done then. Asked is in the name of the
 * bundle, with the credential of what the thread is doing or that of {@link #onBehalfOf}. Configured channels are not asked.
 */
@ProviderType
public interface MessageBus {
    /**
     * Sends a message of normal priority. Returns when every matching mailbox has taken or refused it; handlers run
     * later, on other threads. Does not block, except on channels with {@link OverflowPolicy#BLOCK}. A channel that does
     * not exist is created with the defaults.
     *
     * @param data the payload: maps, lists, values, records, DTOs; copied unless immutable
     * @return the id of the message
     * @throws IllegalArgumentException when the channel's name or the type is not valid, or the payload has no structure
     * @throws BusDrainedException when the bus or the channel was drained
     * @throws MailboxFullException when a mailbox had no room and its channel's policy is to say so
     * @throws MessageRefusedException when an interceptor has refused it
     * @throws dev.vagus.security.AccessRefusedException when a gate has refused it
     * @throws dev.vagus.module.GateAbsentException when a gate that is required is not there
     */
    TimeOrderedId send(String channel, String type, @Nullable Object data);

    /** Starts a message with more to say. */
    MessageBuilder message(String channel, String type);

    /**
     * Subscribes in code. The subscription ends when it is closed or the calling bundle stops; a named one keeps its
     * mailbox while the bundle is being updated.
     *
     * @throws IllegalArgumentException when the channel's name, the pattern, the filter or the payload class is not
     *     valid, or the name is taken on that channel
     */
    <T> Subscription subscribe(SubscriptionSpec<T> spec, MessageHandler<T> handler);

    /** The same for a handler that is done with a message when its stage completes. */
    <T> Subscription subscribeAsync(SubscriptionSpec<T> spec, AsyncMessageHandler<T> handler);

    /**
     * This bus on behalf of whom the token speaks for: a gate is asked with it about what is managed, and about what is
     * sent, as by the message's header {@code authorization}. Hearing and interceptors are decided by the grants of the
     * bundle as ever. The token is checked at each use, not here; cheap.
     *
     * <p>While there is no gate that could check the token, what it would be asked for throws
     * {@link dev.vagus.module.GateAbsentException}.
     *
     * @param token a token, or {@code Bearer} and a token
     */
    MessageBus onBehalfOf(String token);

    /**
     * Creates a channel, or changes the settings of the existing one of that name; mailboxes keep what they hold, even
     * above a smaller capacity.
     *
     * @return true when it is new
     * @throws dev.vagus.security.AccessRefusedException when a gate does not allow {@code bus:manage} of it
     */
    boolean createChannel(ChannelSpec spec);

    /**
     * Removes a channel with its mailboxes. Its subscriptions stay and hear again when the channel is created anew.
     *
     * @return how many queued messages were cleared
     * @throws UnknownChannelException when there is none of that name
     */
    long removeChannel(String name);

    /**
     * Every channel, by name. Like {@link #subscriptions}, cheap enough to be asked every second: it takes no lock that
     * delivery waits for longer than the reading of some counters. Each snapshot is consistent as its own description
     * says; those of different channels and subscriptions are taken one after the other.
     */
    List<ChannelSnapshot> channels();

    /** The channel of that name. */
    Optional<ChannelSnapshot> channel(String name);

    /**
     * Drops what is queued on a channel or waits for another attempt, counting it as cleared.
     *
     * @return how many messages were dropped
     * @throws UnknownChannelException when there is none of that name
     */
    long clear(String channel);

    /**
     * Drops what is queued for one subscription or waits for another attempt, counting it as cleared.
     *
     * @return how many messages were dropped; empty when there is no subscription of that id
     */
    OptionalLong clearSubscription(String id);

    /**
     * Pauses delivery on the whole bus: mailboxes fill, and their overflow policies answer. What handlers are at is
     * finished. Sending goes on.
     *
     * @param reason shown to people; may be empty
     */
    void pause(String reason);

    /** Goes on after {@link #pause} and takes messages again after {@link #drain(Duration)}. */
    void resume();

    /**
     * Pauses delivery on one channel, also to subscriptions that come later.
     *
     * @throws UnknownChannelException when there is none of that name
     */
    void pauseChannel(String channel, String reason);

    /**
     * Goes on after {@link #pauseChannel} and takes messages again after {@link #drain(String, Duration)}.
     *
     * @throws UnknownChannelException when there is none of that name
     */
    void resumeChannel(String channel);

    /**
     * Pauses delivery to one subscription; false when there is none of that id. One of another bundle needs the right to
     * manage its channel.
     */
    boolean pauseSubscription(String id, String reason);

    /**
     * Goes on after {@link #pauseSubscription}, and at once where the handler was paused for exceeding its budget; false
     * when there is none of that id.
     */
    boolean resumeSubscription(String id);

    /**
     * Takes no more messages but those that handlers of messages send, and waits until all that are queued or in flight
     * are settled, or the time is over, or the thread is interrupted. The bus stays so until {@link #resume}; senders get
     * {@link BusDrainedException}.
     */
    DrainReport drain(Duration timeout);

    /**
     * The same for one channel, until {@link #resumeChannel}.
     *
     * @throws UnknownChannelException when there is none of that name
     */
    DrainReport drain(String channel, Duration timeout);

    /** Every subscription, by channel and id. */
    List<SubscriptionSnapshot> subscriptions();

    /**
     * Ends the subscription of that id, whoever made it.
     *
     * @return false when there is none
     * @throws dev.vagus.security.AccessRefusedException when it is another bundle's and a gate does not allow
     *     {@code bus:manage} of its channel
     */
    boolean closeSubscription(String id);

    /**
     * The latest dead letters, oldest first; bounded, the oldest go first. With a {@link dev.vagus.spi.DeadLetterStore}
     * those of before a restart are among them: whatever is asked or done about dead letters waits for a store that has
     * just come to say what it has, 2 seconds at most. Where security is on, those of a channel that the module may not hear
     * come without payload, headers and the words of their cause, and say why ({@link DeadLetter#withheld}).
     */
    List<DeadLetter> deadLetters();

    /** The figures of the dead letters. */
    DeadLetterSnapshot deadLetterSnapshot();

    /** Those of the dead letters that are meant, oldest first; told as by {@link #deadLetters()}. */
    List<DeadLetter> deadLetters(DeadLetterFilter filter);

    /** The dead letter of that id; told as by {@link #deadLetters()}. */
    Optional<DeadLetter> deadLetter(TimeOrderedId id);

    /**
     * Queues the message of a dead letter anew for its subscription: the one of that name, whichever version of its module
     * holds it now, or the one of that id. It has all its attempts before it, and its time to live does not count any
     * more. In the subscription's figures it is offered once more; in the channel's it is not sent again.
     *
     * <p>From then on it is a message like any other, delivered at least once within the life of the process. A store
     * forgets the letter just after; a process that is killed in between finds it again, and may redrive it twice.
     */
    Redrive redrive(TimeOrderedId id);

    /** The same for another subscription of the same channel, by name or id. */
    Redrive redrive(TimeOrderedId id, String subscription);

    /**
     * Redrives those that are meant, oldest first; those that cannot be queued stay. While security is on a filter with a
     * channel needs {@code bus:manage} of that channel, and one without needs {@code bus:manage:*}, whichever letters there
     * are: all or nothing is done.
     */
    RedriveReport redrive(DeadLetterFilter filter);

    /** Throws a dead letter away; false when there is none of that id. */
    boolean discard(TimeOrderedId id);

    /** Throws those away that are meant and returns how many they were; needs what {@link #redrive(DeadLetterFilter)} does. */
    int discard(DeadLetterFilter filter);

    /**
     * Adds an interceptor until the registration is closed or the calling bundle stops. Messages on their way through
     * others are not affected.
     *
     * <p>While security is on, the bundle's own grants must hold {@code bus:manage} of each of the patterns, as they are
     * written, and {@code bus:manage:*} for every channel; a token does not count, since an interceptor stays. One that loses
     * the right, or had been added before security was on, is passed by as if it were not there until it has it; it is
     * among {@link #failedRegistrations} then, and not among {@link #interceptors()}.
     *
     * @param name for people
     * @param order its place, as {@link InterceptorOrder} describes it
     * @param channels patterns of the channels, as {@link InterceptorChannel} describes them; none for every channel
     * @throws IllegalArgumentException when the name or a pattern is empty
     * @throws dev.vagus.security.AccessRefusedException when a gate does not allow it
     * @throws dev.vagus.module.GateAbsentException when a gate that is required is not there
     */
    Registration addInterceptor(String name, int order, MessageInterceptor interceptor, String... channels);

    /** Every interceptor that is called, outermost first. */
    List<InterceptorSnapshot> interceptors();

    /** The interceptors around a channel of this name, whether it exists or not, outermost first. */
    List<InterceptorSnapshot> interceptors(String channel);

    /** Subscriptions and interceptors that were refused, and configurations of this bundle that are wrong, with the reason. */
    List<FailedRegistration> failedRegistrations();
}
