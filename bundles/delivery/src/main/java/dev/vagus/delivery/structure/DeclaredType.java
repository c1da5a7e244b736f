package dev.vagus.delivery.structure;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a handler's class declares as the type argument of its interface, through superclasses and interfaces. */
public final class DeclaredType {
    private final Class<?>[] interfaces;

    private DeclaredType(Class<?>... interfaces) {
        this.interfaces = interfaces;
    }

    /**
     * The first type argument of whichever of the interfaces the class implements; {@code Object} when the class does not
     * say it, as a lambda's.
     *
     * @param interfaces generic interfaces, each with its type argument of interest first
     */
    public static Type of(Class<?> handler, Class<?>... interfaces) {
        Type found = new DeclaredType(interfaces).search(handler, Map.of());
        return found == null || found instanceof TypeVariable ? Object.class : found;
    }

    private @Nullable Type search(@Nullable Type type, Map<TypeVariable<?>, Type> known) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            if (Arrays.asList(interfaces).contains(raw)) {
                return ResolvedType.of(generic.getActualTypeArguments()[0], known);
            }
            return searchAbove(raw, arguments(generic, raw, known));
        }
        return type instanceof Class<?> raw && isHandler(raw) ? searchAbove(raw, Map.of()) : null;
    }

    private boolean isHandler(Class<?> type) {
        return Arrays.stream(interfaces).anyMatch(each -> each.isAssignableFrom(type));
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

    private @Nullable Type searchAbove(Class<?> raw, Map<TypeVariable<?>, Type> known) {
        for (Type each : raw.getGenericInterfaces()) {
            Type found = search(each, known);
            if (found != null) {
                return found;
            }
        }
        return search(raw.getGenericSuperclass(), known);
    }
}
