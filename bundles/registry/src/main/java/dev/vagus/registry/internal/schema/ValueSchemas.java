package dev.vagus.registry.internal.schema;

import static dev.vagus.registry.internal.schema.TypeSchemas.ordered;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The schemas of value types: strings, numbers, booleans, times and their like. */
final class ValueSchemas {
    private static final Map<Class<?>, Map<String, Object>> SCHEMAS = new HashMap<>();

    static {
        add(Map.of("type", "string"), String.class, CharSequence.class);
        Map<String, Object> character = new HashMap<>(Map.of("type", "string", "minLength", 1, "maxLength", 1));
        add(Map.copyOf(character), char.class, Character.class);
        add(Map.of("type", "boolean"), boolean.class, Boolean.class);
        add(ordered("type", "integer", "format", "int8"), byte.class, Byte.class);
        add(ordered("type", "integer", "format", "int16"), short.class, Short.class);
        add(ordered("type", "integer", "format", "int32"), int.class, Integer.class);
        add(ordered("type", "integer", "format", "int64"), long.class, Long.class);
        add(Map.of("type", "integer"), BigInteger.class);
        add(Map.of("type", "number"), float.class, Float.class, double.class, Double.class);
        add(Map.of("type", "number"), BigDecimal.class, Number.class);
        add(Map.of("type", "null"), void.class, Void.class);
        add(string("uuid"), UUID.class);
        add(string("uri-reference"), URI.class);
        add(string("date-time"), Instant.class, OffsetDateTime.class);
        add(string("date-time-zone"), ZonedDateTime.class);
        add(string("date"), LocalDate.class);
        add(string("date-time-local"), LocalDateTime.class);
        add(string("time-local"), LocalTime.class);
        add(string("duration"), Duration.class, Period.class);
        add(ordered("type", "string", "contentEncoding", "base64"), byte[].class);
    }

    private ValueSchemas() {}

    private static Map<String, Object> string(String format) {
        return ordered("type", "string", "format", format);
    }

    private static void add(Map<String, Object> schema, Class<?>... types) {
        for (Class<?> type : types) {
            SCHEMAS.put(type, schema);
        }
    }

    /** The schema of a value type; null for every other. */
    static @Nullable Map<String, Object> of(Class<?> type) {
        return SCHEMAS.get(type);
    }
}
