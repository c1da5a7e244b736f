package dev.vagus.registry.internal.schema;

import dev.vagus.delivery.structure.Structures;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of JSON Schema, as plain structure shows them. */
enum JsonType {
    STRING("a string"),
    INTEGER("an integer"),
    NUMBER("a number"),
    BOOLEAN("a boolean"),
    ARRAY("a list"),
    OBJECT("an object"),
    NULL("nothing");

    private final String article;

    JsonType(String article) {
        this.article = article;
    }

    /** As people read it, such as {@code a string}. */
    String article() {
        return article;
    }

    static JsonType of(@Nullable Object name) {
        for (JsonType type : values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException("'" + name
                + "' is not a type of JSON Schema: use string, integer, number, boolean, array, object or null");
    }

    boolean fits(@Nullable Object value) {
        return switch (this) {
            case STRING ->
                value instanceof String
                        || (value != null
                                && !(value instanceof Number)
                                && !(value instanceof Boolean)
                                && (Structures.isValue(value) || value instanceof byte[]));
            case INTEGER -> isIntegral(value);
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case ARRAY -> value instanceof Collection;
            case OBJECT -> value instanceof Map;
            case NULL -> value == null;
        };
    }

    private static boolean isIntegral(@Nullable Object value) {
        if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger) {
            return true;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return !Double.isInfinite(number) && number == Math.rint(number);
        }
        return value instanceof BigDecimal decimal
                && (decimal.signum() == 0 || decimal.stripTrailingZeros().scale() <= 0);
    }
}
