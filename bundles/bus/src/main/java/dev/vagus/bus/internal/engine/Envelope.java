package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Message;
import dev.vagus.bus.Priority;
import dev.vagus.delivery.filter.Subject;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.FlowContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way, one object for all its subscriptions, which is itself the message that a subscription to plain
 * structure gets. Its payload may be the publisher's own record until {@link #flatten} is called, when that class must
 * not be held any longer.
 */
final class Envelope implements Message<Object>, Subject, Delivery {
    private static final VarHandle PAYLOAD = payloadField();

    private final long id;
    final long timestamp;
    private final long deadline;
    private final String channel;
    private final String type;
    private final String source;
    private final Priority priority;
    private final @Nullable Duration timeToLive;
    private final Map<String, String> headers;
    private FlowContext flow; // replaced when it lapses; a race about that is harmless
    private final Structures structures;
    private volatile @Nullable Object payload; // written plainly before the message is offered to anybody

    /** Where an answer goes; null when none is wanted. Set before the message is offered to anybody. */
    private @Nullable Requests requests;

    /** Plain structure made of a record, so that several filters and subscriptions take it apart once. */
    private volatile @Nullable Object plain;

    /**
     * A message that is sent now.
     *
     * @param headers immutable
     * @param payload what {@code share} returned
     * @param flow what it takes along
     */
    Envelope(
            String channel,
            String type,
            Priority priority,
            Life life,
            Map<String, String> headers,
            Owner sender,
            @Nullable Object payload,
            FlowContext flow,
            Clocks clocks,
            Structures structures) {
        timestamp = clocks.millis().getAsLong();
        id = TimeOrderedId.nextValue(timestamp);
        deadline = life.deadline();
        timeToLive = life.duration();
        this.channel = channel;
        this.type = type;
        source = sender.module();
        this.priority = priority;
        this.headers = headers;
        this.flow = flow;
        this.structures = structures;
        PAYLOAD.set(this, payload);
    }

    /** One that was sent before, with plain structure; nobody waits for its answer. */
    Envelope(Sending sending, Draft said, Structures structures, @Nullable Object payload) {
        id = sending.id();
        timestamp = sending.timestamp();
        source = sending.source();
        deadline = sending.life().deadline();
        timeToLive = sending.life().duration();
        flow = sending.flow();
        channel = said.channel();
        type = said.type();
        priority = said.priority();
        headers = said.headers();
        this.structures = structures;
        PAYLOAD.set(this, payload);
    }

    /**
     * The same message, for the same answer, with the type, priority and headers of this draft.
     *
     * @param now where a time to live of the draft begins; without one, its life is that of the original
     */
    Envelope(Envelope original, Draft draft, @Nullable Object payload, long now) {
        id = original.id;
        timestamp = original.timestamp;
        channel = original.channel;
        source = original.source;
        structures = original.structures;
        requests = original.requests;
        type = draft.type();
        priority = draft.priority();
        FlowContext before = original.flow;
        flow = before.with(before.correlationId(), before.deadline(), draft.trace(before), before.depth());
        headers = Draft.headers(draft.headers(), flow);
        this.payload = payload;
        Life life = draft.timeToLive() == null
                ? new Life(original.deadline, original.timeToLive)
                : Life.from(now, draft.timeToLive(), flow);
        deadline = life.deadline();
        timeToLive = life.duration();
    }

    /** What it says beside its payload and its life. */
    Draft draft() {
        return new Draft(channel, type, priority, null, headers, flow.correlationId(), false);
    }

    /** How, when and by whom it was sent. */
    Sending sending() {
        return new Sending(id, timestamp, source, new Life(deadline, timeToLive), flow);
    }

    /** The gate has gone that knows on whose behalf it was sent: nothing of that is held any longer. */
    void lapse() {
        flow = flow.credential() == null ? flow : flow.with(LapsedCredential.LAPSED);
    }

    /** The same message as plain structure, to be kept; this one where it is that already. */
    Envelope keepsake() {
        Object structure = structure();
        return structure == payload ? this : new Envelope(sending(), draft(), structures, structure);
    }

    /** The same message for somebody who may not read it: without payload and headers, of no context. */
    Envelope bare() {
        Sending sent = sending();
        Sending unnamed = new Sending(sent.id(), sent.timestamp(), sent.source(), sent.life(), FlowContext.NONE);
        return new Envelope(unnamed, new Draft(channel, type, priority, null, Map.of(), null, false), structures, null);
    }

    private static VarHandle payloadField() {
        try {
            return MethodHandles.lookup().findVarHandle(Envelope.class, "payload", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    long idValue() {
        return id;
    }

    /** The first attempt at each of its subscriptions is the message itself. */
    @Override
    public Envelope envelope() {
        return this;
    }

    @Override
    public int attempts() {
        return 0;
    }

    @Override
    public long firstFailedAt() {
        return 0;
    }

    @Override
    public long deadline() {
        return deadline;
    }

    /** What its handler's own work takes along. */
    FlowContext flow() {
        return flow;
    }

    void wantsAnswer(Requests waiting) {
        requests = waiting;
    }

    @Override
    public boolean isRequest() {
        return requests != null;
    }

    @Override
    public boolean reply(@Nullable Object answer) {
        return answer(answer, "");
    }

    /** Answers in the name of this module. */
    boolean answer(@Nullable Object answer, String module) {
        return requests != null && requests.answer(this, module, answer);
    }

    /** No attempt is left for one of its handlers. */
    void failed(ErrorRecord error) {
        if (requests != null) {
            requests.failed(this, error);
        }
    }

    /** The mailbox of that subscription was cleared with this in it. */
    void cleared(String subscription) {
        if (requests != null) {
            requests.cleared(this, subscription);
        }
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
        return flow.correlationId();
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
