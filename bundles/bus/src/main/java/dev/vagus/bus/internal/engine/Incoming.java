package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Message;
import dev.vagus.bus.MessageDelivery;
import dev.vagus.module.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One attempt to deliver a message, as one interceptor sees it. */
final class Incoming implements MessageDelivery, InterceptorStep.Passing {
    private final DeliveryPassage passage;
    private final Envelope envelope;

    Incoming(DeliveryPassage passage, Envelope envelope) {
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
    public Message<Object> message() {
        return envelope.isRequest() ? new TypedMessage<>(envelope, envelope.data(), module()) : envelope;
    }

    @Override
    public String subscription() {
        return passage.subscription().id();
    }

    @Override
    public String subscriptionName() {
        return passage.subscription().name();
    }

    @Override
    public String module() {
        return passage.subscription().terms().owner().module();
    }

    @Override
    public long bundleId() {
        return passage.subscription().terms().owner().bundleId();
    }

    @Override
    public int attempt() {
        return passage.attempt();
    }

    @Override
    public MessageDelivery withHeader(String name, String value) {
        return with(envelope.draft().withHeader(name, value), envelope.payload());
    }

    @Override
    public MessageDelivery withHeaders(Map<String, String> headers) {
        return with(envelope.draft().withHeaders(headers), envelope.payload());
    }

    @Override
    public MessageDelivery withData(@Nullable Object data) {
        return with(envelope.draft(), passage.structures().share(data));
    }

    private MessageDelivery with(Draft draft, @Nullable Object payload) {
        return new Incoming(passage, new Envelope(envelope, draft, payload, 0));
    }

    /** Names the message and the subscription, never the payload. */
    @Override
    public String toString() {
        return envelope + " to " + passage.subscription() + ", attempt " + attempt();
    }
}
