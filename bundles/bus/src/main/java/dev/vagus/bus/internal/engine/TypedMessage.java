package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Message;
import dev.vagus.bus.Priority;
import dev.vagus.module.TimeOrderedId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as a subscription with a payload type of its own gets it. */
final class TypedMessage<T> implements Message<T> {
    private final Envelope envelope;
    private final T data;
    private final String module;

    TypedMessage(Envelope envelope, T data) {
        this(envelope, data, "");
    }

    /** The same for a module that may answer. */
    TypedMessage(Envelope envelope, T data, String module) {
        this.envelope = envelope;
        this.data = data;
        this.module = module;
    }

    @Override
    public T data() {
        return data;
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
    public Priority priority() {
        return envelope.priority();
    }

    @Override
    public Instant timestamp() {
        return envelope.timestamp();
    }

    @Override
    public @Nullable Instant expiry() {
        return envelope.expiry();
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
    public boolean reply(@Nullable Object answer) {
        return envelope.answer(answer, module);
    }

    @Override
    public String toString() {
        return envelope.toString();
    }
}
