package dev.vagus.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies schemas, so that no descriptor holds an object that somebody else made: neither mutable, nor of a module. */
final class PlainSchema {
    private static final int MAX_DEPTH = 100;

    private PlainSchema() {}

    /**
     * An immutable copy that keeps the order.
     *
     * @throws IllegalArgumentException when there is anything in it that JSON has not
     */
    static Map<String, Object> copy(Map<String, ?> schema) {
        return copyMap(schema, 0);
    }

    private static Map<String, Object> copyMap(Map<?, ?> map, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a schema must not be nested deeper than " + MAX_DEPTH + " levels");
        }
        Map<String, Object> copy = new LinkedHashMap<>(map.size() * 2);
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("a schema has keys that are strings, but one is " + key);
            }
            put(copy, name, copyAny(value, depth + 1));
        });
        return Collections.unmodifiableMap(copy);
    }

    /** JSON has null, for instance as a constant. */
    @SuppressWarnings("NullAway")
    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value);
    }

    private static @Nullable Object copyAny(@Nullable Object value, int depth) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return copyMap(map, depth);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copyAny(item, depth + 1)));
            return Collections.unmodifiableList(copy);
        }
        String type = value.getClass().getName();
        if (value instanceof Number && (type.startsWith("java.lang.") || type.startsWith("java.math."))) {
            return value;
        }
        throw new IllegalArgumentException(
                "a schema is made of maps, lists, strings, numbers and booleans, but there is a " + type + " in it");
    }
}
