package dev.vagus.registry.internal.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of JSON Schema, as plain structure shows them. A number of more than about 1,200 digits is none. */
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
        throw new SchemaException("'" + name
                + "' is not a type of JSON Schema: use string, integer, number, boolean, array, object or null");
    }

    boolean fits(@Nullable Object value) {
        return switch (this) {
            case STRING -> Texts.isText(value);
            case INTEGER ->
                value instanceof Integer
                        || value instanceof Long
                        || (value instanceof Number number && Numbers.isBounded(number) && Numbers.isIntegral(number));
            case NUMBER -> value instanceof Number number && Numbers.isBounded(number);
            case BOOLEAN -> value instanceof Boolean;
            case ARRAY -> value instanceof List;
            case OBJECT -> value instanceof Map;
            case NULL -> value == null;
        };
    }
}
