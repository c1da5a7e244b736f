package dev.vagus.shell.internal.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Turns the words {@code KEY=VALUE} and {@code --data JSON} into a payload. Where a JSON Schema says what a value is to
 * be, the value is read as that; where none does, a value that is JSON is taken as such and anything else as text.
 */
public final class Values {
    private Values() {}

    /** A payload without schemas. */
    public static Map<String, @Nullable Object> payload(Arguments arguments) {
        return payload(arguments, key -> Map.of());
    }

    /**
     * A payload from {@code --data}, completed and overruled by the words {@code KEY=VALUE}.
     *
     * @param schemas the schema of each key; empty when it has none
     * @throws CommandException naming the word that is wrong
     */
    public static Map<String, @Nullable Object> payload(
            Arguments arguments, Function<String, Map<String, Object>> schemas) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        String data = arguments.find("--data");
        if (data != null) {
            object("--data", data).forEach((key, value) -> payload.put(String.valueOf(key), value));
        }
        for (String word : arguments.all("KEY=VALUE")) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new CommandException("'" + word + "' must be KEY=VALUE, such as Name=web-1");
            }
            String key = word.substring(0, equals);
            payload.put(key, convert(key, word.substring(equals + 1), schemas.apply(key)));
        }
        return payload;
    }

    /** The value that a text is by this schema. */
    static @Nullable Object convert(String key, String text, Map<String, Object> schema) {
        Object type = schema.get("type");
        if (type instanceof List<?> types) {
            if (text.equals("null") && types.contains("null")) {
                return null;
            }
            List<?> others = types.stream().filter(t -> !"null".equals(t)).toList();
            type = others.size() == 1 ? others.get(0) : null;
        }
        return switch (String.valueOf(type)) {
            case "string" -> text;
            case "integer" -> integer(key, text);
            case "number" -> number(key, text);
            case "boolean" -> bool(key, text);
            case "object" -> object(key, text);
            case "array" -> array(key, text, schema);
            default -> loose(text);
        };
    }

    private static @Nullable Object loose(String text) {
        try {
            return Json.parse(text);
        } catch (JacksonException e) {
            return text;
        }
    }

    private static Number integer(String key, String text) {
        try {
            BigInteger value = new BigInteger(text);
            if (value.bitLength() < Integer.SIZE) {
                return value.intValue();
            }
            return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
        } catch (NumberFormatException e) {
            throw wrong(key, "a whole number", text);
        }
    }

    private static Number number(String key, String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw wrong(key, "a number", text);
        }
    }

    /** A word that must be true or false. */
    public static Boolean bool(String key, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, "true or false", text);
        };
    }

    private static Map<?, ?> object(String key, String text) {
        try {
            if (Json.parse(text) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (JacksonException e) {
            throw wrong(key, "a JSON object such as '{\"Name\":\"web-1\"}' (" + Json.reason(e) + ")", text);
        }
        throw wrong(key, "a JSON object such as '{\"Name\":\"web-1\"}'", text);
    }

    private static List<?> array(String key, String text, Map<String, Object> schema) {
        if (text.startsWith("[")) {
            try {
                if (Json.parse(text) instanceof List<?> list) {
                    return list;
                }
            } catch (JacksonException e) {
                throw wrong(key, "a JSON array, or values with commas between (" + Json.reason(e) + ")", text);
            }
        }
        Map<String, Object> items = items(schema);
        return Arrays.stream(text.isEmpty() ? new String[0] : text.split(",", -1))
                .map(item -> convert(key, item, items))
                .toList();
    }

    private static Map<String, Object> items(Map<String, Object> schema) {
        Map<String, Object> items = new LinkedHashMap<>();
        if (schema.get("items") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> items.put(String.valueOf(key), value));
        }
        return items;
    }

    private static CommandException wrong(String key, String expected, String text) {
        return new CommandException(key + " must be " + expected + ", but is '" + text + "'");
    }
}
