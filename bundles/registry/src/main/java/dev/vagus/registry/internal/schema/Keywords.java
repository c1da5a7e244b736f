package dev.vagus.registry.internal.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which keywords there are besides those that are compiled, and how the arguments of keywords are read. */
final class Keywords {
    /** Say something to people and tools, and assert nothing. */
    static final Set<String> NOTES = Set.of(
            "$schema",
            "$comment",
            "$defs",
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "contentEncoding",
            "contentMediaType",
            "contentSchema");

    /** Assert or refer to something, and are left to the schema library. */
    static final Set<String> OF_LIBRARY = Set.of(
            "$id",
            "$anchor",
            "$dynamicRef",
            "$dynamicAnchor",
            "$vocabulary",
            "unevaluatedProperties",
            "unevaluatedItems");

    /** Prefix of keywords that are anybody's own notes. */
    static final String OWN = "x-";

    private Keywords() {}

    static Map<String, Object> object(@Nullable Object argument) {
        if (!(argument instanceof Map<?, ?> map)) {
            throw new SchemaException("must be an object");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    static List<?> list(@Nullable Object argument) {
        if (argument instanceof List<?> list) {
            return list;
        }
        throw new SchemaException("must be an array");
    }

    static List<?> someOf(@Nullable Object argument) {
        List<?> list = list(argument);
        if (list.isEmpty()) {
            throw new SchemaException("must not be empty");
        }
        return list;
    }

    static List<String> strings(@Nullable Object argument) {
        List<String> strings = new ArrayList<>();
        for (Object item : list(argument)) {
            strings.add(string(item));
        }
        return strings;
    }

    static String string(@Nullable Object argument) {
        if (argument instanceof String text) {
            return text;
        }
        throw new SchemaException("must be a string");
    }

    static boolean flag(@Nullable Object argument) {
        if (argument instanceof Boolean flag) {
            return flag;
        }
        throw new SchemaException("must be true or false");
    }

    static Number number(@Nullable Object argument) {
        if (argument instanceof Number number && Numbers.isFinite(number) && Numbers.isBounded(number)) {
            return number;
        }
        throw new SchemaException("must be a number");
    }

    static Number divisor(@Nullable Object argument) {
        Number number = number(argument);
        if (Numbers.decimal(number).signum() <= 0) {
            throw new SchemaException("must be greater than 0");
        }
        return number;
    }

    static int count(@Nullable Object argument) {
        if (argument instanceof Number number
                && JsonType.INTEGER.fits(number)
                && Numbers.decimal(number).signum() >= 0
                && number.doubleValue() <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        throw new SchemaException("must be an integer that is not negative");
    }
}
