package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Message;
import dev.vagus.delivery.structure.Binder;
import dev.vagus.delivery.structure.Structures;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of payload that one handler wants, and how a message is made to fit. It holds the module's classes and goes
 * with the handler. A publisher's own object is passed as it is only where its class is the very one that was asked for.
 */
final class PayloadType {
    private final @Nullable Class<?> raw;
    private final boolean structure;
    private final boolean map;
    private final Binder binder;

    PayloadType(Type type, Structures structures) {
        raw = type instanceof Class<?> known ? known : null;
        structure = type == Object.class;
        map = isPlainMap(type);
        binder = structures.binder(type);
    }

    private static boolean isPlainMap(Type type) {
        return type == Map.class
                || (type instanceof ParameterizedType generic
                        && generic.getRawType() == Map.class
                        && generic.getActualTypeArguments()[0] == String.class
                        && generic.getActualTypeArguments()[1] == Object.class);
    }

    /**
     * The message as the handler wants it.
     *
     * @throws dev.vagus.delivery.structure.BindException when the payload does not fit
     */
    Message<?> fit(Envelope envelope) {
        Object payload = envelope.payload();
        if (structure || payload == null) {
            return envelope;
        }
        if (payload.getClass() == raw) {
            return Structures.isPlain(payload) ? envelope : new TypedMessage<>(envelope, payload);
        }
        if (map && envelope.structure() instanceof Map) {
            return envelope;
        }
        return bound(envelope, payload);
    }

    @SuppressWarnings("NullAway") // A binder makes null of a payload only where the type allows it.
    private Message<?> bound(Envelope envelope, Object payload) {
        return new TypedMessage<>(envelope, binder.bind(payload));
    }
}
