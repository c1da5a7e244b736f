package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Message;
import dev.vagus.bus.MessageHandler;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The call of a handler that returns when it is done. A class and no lambda: that is one frame less between the bus and the
 * handler, and the compiler gives up on what is too many of them deep.
 */
@SuppressWarnings("rawtypes")
record PlainCall(MessageHandler handler) implements HandlerCall {
    @Override
    @SuppressWarnings("unchecked")
    public @Nullable CompletionStage<?> run(Message<?> message) throws Exception {
        handler.onMessage(message);
        return null;
    }
}
