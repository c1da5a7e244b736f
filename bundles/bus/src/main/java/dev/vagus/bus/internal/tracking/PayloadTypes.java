package dev.vagus.bus.internal.tracking;

import dev.vagus.bus.AsyncMessageHandler;
import dev.vagus.bus.MessageHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the payload type that a handler's class declares, through its superclasses and interfaces. */
final class PayloadTypes {
    private PayloadTypes() {}

    /** The type argument of the handler's interface; {@code Object} when the class does not say it, as a lambda's. */
    static Type of(Class<?> handler) {
        Type found = search(handler, Map.of());
        return found == null || found instanceof TypeVariable ? Object.class : found;
    }

    private static @Nullable Type search(@Nullable Type type, Map<TypeVariable<?>, Type> known) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw == MessageHandler.class || raw == AsyncMessageHandler.class) {
                return ResolvedType.of(generic.getActualTypeArguments()[0], known);
            }
            return searchAbove(raw, arguments(generic, raw, known));
        }
        return type instanceof Class<?> raw && isHandler(raw) ? searchAbove(raw, Map.of()) : null;
    }

    private static boolean isHandler(Class<?> type) {
        return MessageHandler.class.isAssignableFrom(type) || AsyncMessageHandler.class.isAssignableFrom(type);
    }

    private static Map<TypeVariable<?>, Type> arguments(
            ParameterizedType generic, Class<?> raw, Map<TypeVariable<?>, Type> known) {
        Map<TypeVariable<?>, Type> arguments = new HashMap<>();
        Type[] actual = generic.getActualTypeArguments();
        for (int i = 0; i < actual.length; i++) {
            arguments.put(raw.getTypeParameters()[i], ResolvedType.of(actual[i], known));
        }
        return arguments;
    }

    private static @Nullable Type searchAbove(Class<?> raw, Map<TypeVariable<?>, Type> known) {
        for (Type each : raw.getGenericInterfaces()) {
            Type found = search(each, known);
            if (found != null) {
                return found;
            }
        }
        return search(raw.getGenericSuperclass(), known);
    }
}
