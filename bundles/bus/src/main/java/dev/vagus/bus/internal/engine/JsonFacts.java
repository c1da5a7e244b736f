package dev.vagus.bus.internal.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is known to have some facts; {@link IllegalArgumentException} when it has not.
 *
 * @param entries what it says
 */
record JsonFacts(Map<?, ?> entries) {
    boolean has(String name) {
        return entries.get(name) != null;
    }

    @Nullable
    Object get(String name) {
        return entries.get(name);
    }

    private <T> T require(String name, Class<T> type) {
        Object value = entries.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(name + " is not there, or is none");
        }
        return type.cast(value);
    }

    String text(String name) {
        return require(name, String.class);
    }

    @Nullable
    String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    long number(String name) {
        return require(name, Number.class).longValue();
    }

    boolean truth(String name) {
        return require(name, Boolean.class);
    }

    JsonFacts facts(String name) {
        return new JsonFacts(require(name, Map.class));
    }

    List<String> texts(String name) {
        List<?> texts = require(name, List.class);
        return texts.stream().map(String::valueOf).toList();
    }

    Map<String, String> strings(String name) {
        Map<String, String> strings = new HashMap<>();
        facts(name).entries.forEach((key, value) -> strings.put(String.valueOf(key), String.valueOf(value)));
        return Map.copyOf(strings);
    }
}
