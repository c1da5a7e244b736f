package dev.vagus.bus.internal.component;

import dev.vagus.bus.Explanation;
import dev.vagus.bus.MessageBuilder;
import dev.vagus.bus.Priority;
import dev.vagus.bus.Reply;
import dev.vagus.bus.internal.engine.BusEngine;
import dev.vagus.bus.internal.engine.Draft;
import dev.vagus.bus.internal.engine.Owner;
import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Collects what a sender says and sends it once. */
final class MessageDraft implements MessageBuilder {
    private static final Duration LONGEST = Duration.ofDays(365);

    private final BusEngine engine;
    private final Owner source;
    private final String channel;
    private final String type;
    private final Map<String, String> headers = new HashMap<>();
    private Priority priority = Priority.NORMAL;
    private @Nullable Object data;
    private @Nullable Duration timeToLive;
    private @Nullable String correlationId;
    private boolean detached;
    private boolean sent;

    MessageDraft(BusEngine engine, Owner source, String channel, String type) {
        this.engine = engine;
        this.source = source;
        this.channel = channel;
        this.type = type;
    }

    @Override
    public MessageBuilder data(@Nullable Object payload) {
        data = payload;
        return this;
    }

    @Override
    public MessageBuilder priority(Priority level) {
        priority = Objects.requireNonNull(level, "priority");
        return this;
    }

    @Override
    public MessageBuilder timeToLive(Duration life) {
        if (life.isZero() || life.isNegative()) {
            throw new IllegalArgumentException("the time to live must be positive, but is " + life);
        }
        timeToLive = life;
        return this;
    }

    @Override
    public MessageBuilder header(String name, String value) {
        headers.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    @Override
    public MessageBuilder correlationId(String id) {
        correlationId = id;
        return this;
    }

    @Override
    public MessageBuilder detached() {
        detached = true;
        return this;
    }

    @Override
    public TimeOrderedId send() {
        return engine.send(source, finished(), data);
    }

    @Override
    public Reply request(Duration timeout) {
        return engine.request(source, finished(), data, positive(timeout));
    }

    @Override
    public CompletionStage<Reply> requestAsync(Duration timeout) {
        return engine.requestAsync(source, finished(), data, positive(timeout));
    }

    @Override
    public Explanation explain() {
        return engine.explain(source, draft(), data);
    }

    private static Duration positive(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("the timeout of a request must be positive, but is " + timeout);
        }
        return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    }

    private Draft finished() {
        if (sent) {
            throw new IllegalStateException("this message was sent before; start another with message(...)");
        }
        sent = true;
        return draft();
    }

    private Draft draft() {
        return new Draft(channel, type, priority, timeToLive, Map.copyOf(headers), correlationId, detached);
    }
}
