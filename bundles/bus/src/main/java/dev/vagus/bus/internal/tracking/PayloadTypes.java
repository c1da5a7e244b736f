package dev.vagus.bus.internal.tracking;

import dev.vagus.bus.AsyncMessageHandler;
import dev.vagus.bus.MessageHandler;
import dev.vagus.delivery.structure.DeclaredType;
import java.lang.reflect.Type;

/** Finds the payload type that a handler's class declares, through its superclasses and interfaces. */
final class PayloadTypes {
    private PayloadTypes() {}

    /** The type argument of the handler's interface; {@code Object} when the class does not say it, as a lambda's. */
    static Type of(Class<?> handler) {
        return DeclaredType.of(handler, MessageHandler.class, AsyncMessageHandler.class);
    }
}
