package dev.vagus.bus;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears the messages of one subscription and finishes them later. Registered as a service with the properties of
 * {@link MessageSubscriber}, or in code by {@link MessageBus#subscribeAsync}.
 *
 * <p>It is called as a {@link MessageHandler} is, but a message is acknowledged when the stage completes, on whatever
 * thread; completing exceptionally is a failed attempt. As many stages are open at once as the subscription's
 * {@link Handling#concurrency()} says, so with 1 the next message waits for the stage. The
 * {@linkplain dev.vagus.spi.FlowContext context} of the message is there until the method returns.
 *
 * @param <T> the type that payloads are converted to, as {@link MessageHandler} describes it
 */
@ConsumerType
@FunctionalInterface
public interface AsyncMessageHandler<T> {
    /**
     * Begins to handle one message.
     *
     * @return a stage that completes when the message is handled; what it completes with is ignored
     * @throws Exception when the attempt failed at once
     */
    CompletionStage<?> onMessage(Message<T> message) throws Exception;
}
