package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.structure.Structures;
import java.util.Map;

/** Recognises maps that can be kept as they are. */
public final class Immutable {
    private static final Class<?> OF_MANY = Map.of("a", "a", "b", "b").getClass();
    private static final Class<?> OF_ONE = Map.of("a", "a").getClass();

    private Immutable() {}

    /** Whether it is an immutable map of the JDK. */
    public static boolean is(Map<?, ?> map) {
        Class<?> type = map.getClass();
        return type == OF_MANY || type == OF_ONE;
    }

    /** Whether the map holds nothing but values: then it is plain structure. */
    static boolean holdsValues(Map<?, ?> map) {
        for (Object value : map.values()) {
            if (!isValue(value)) {
                return false;
            }
        }
        return true;
    }

    /** Whether this is plain structure without anything in it; most values are of the first three types. */
    static boolean isValue(Object value) {
        return value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || Structures.isValue(value);
    }
}
