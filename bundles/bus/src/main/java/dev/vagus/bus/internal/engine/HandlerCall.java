package dev.vagus.bus.internal.engine;

import dev.vagus.bus.AsyncMessageHandler;
import dev.vagus.bus.Message;
import dev.vagus.bus.MessageHandler;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A module's handler of either kind. It holds the module's classes. */
@FunctionalInterface
public interface HandlerCall {
    /** Calls it; null when the message is handled already. */
    @Nullable
    CompletionStage<?> run(Message<?> message) throws Exception;

    /** The call of a handler that returns when it is done. */
    static HandlerCall of(MessageHandler<?> handler) {
        return new PlainCall(handler);
    }

    /** The call of a handler that is done when its stage completes. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static HandlerCall of(AsyncMessageHandler<?> handler) {
        return message -> {
            CompletionStage<?> stage = ((AsyncMessageHandler) handler).onMessage(message);
            if (stage == null) {
                throw new IllegalStateException("the handler returned null instead of a stage");
            }
            return stage;
        };
    }

    /** The same for messages that the predicate lets pass; others count as handled. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    default HandlerCall where(@Nullable Predicate<?> predicate) {
        return predicate == null ? this : message -> ((Predicate) predicate).test(message) ? run(message) : null;
    }
}
