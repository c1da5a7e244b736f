package dev.vagus.bus.internal.engine;

import dev.vagus.bus.MessageSending;
import dev.vagus.bus.Priority;
import dev.vagus.module.Outcome;
import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message that is being sent, as one interceptor sees it. */
final class Outgoing implements MessageSending, InterceptorStep.Passing {
    private final SendPassage passage;
    private final Envelope envelope;

    Outgoing(SendPassage passage, Envelope envelope) {
        this.passage = passage;
        this.envelope = envelope;
    }

    @Override
    public Passage passage() {
        return passage;
    }

    @Override
    public Outcome arrive() {
        return passage.arrive(envelope);
    }

    @Override
    public TimeOrderedId id() {
        return envelope.id();
    }

    @Override
    public String channel() {
        return envelope.channel();
    }

    @Override
    public String type() {
        return envelope.type();
    }

    @Override
    public String source() {
        return envelope.source();
    }

    @Override
    public long sourceBundle() {
        return passage.source().bundleId();
    }

    @Override
    public Priority priority() {
        return envelope.priority();
    }

    @Override
    public @Nullable Duration timeToLive() {
        return envelope.sending().life().duration();
    }

    @Override
    public Map<String, String> headers() {
        return envelope.headers();
    }

    @Override
    public @Nullable String correlationId() {
        return envelope.correlationId();
    }

    @Override
    public boolean isRequest() {
        return envelope.isRequest();
    }

    @Override
    public @Nullable Object data() {
        return envelope.structure();
    }

    @Override
    public MessageSending withType(String type) {
        Sender.checkType(type);
        Draft now = envelope.draft();
        return with(new Draft(now.channel(), type, now.priority(), null, now.headers(), now.correlationId(), false));
    }

    @Override
    public MessageSending withPriority(Priority priority) {
        Objects.requireNonNull(priority, "priority");
        Draft now = envelope.draft();
        return with(new Draft(now.channel(), now.type(), priority, null, now.headers(), now.correlationId(), false));
    }

    @Override
    public MessageSending withTimeToLive(Duration timeToLive) {
        if (timeToLive.isZero() || timeToLive.isNegative()) {
            throw new IllegalArgumentException("the time to live must be positive, but is " + timeToLive);
        }
        return with(envelope.draft().withTimeToLive(timeToLive));
    }

    @Override
    public MessageSending withHeader(String name, String value) {
        return with(envelope.draft().withHeader(name, value));
    }

    @Override
    public MessageSending withHeaders(Map<String, String> headers) {
        return with(envelope.draft().withHeaders(headers));
    }

    @Override
    public MessageSending withData(@Nullable Object data) {
        return passage.changed(envelope, envelope.draft(), passage.structures().share(data));
    }

    private MessageSending with(Draft draft) {
        return passage.changed(envelope, draft, envelope.payload());
    }

    /** Names the message, never its payload. */
    @Override
    public String toString() {
        return envelope.toString();
    }
}
