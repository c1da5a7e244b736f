package dev.vagus.registry.internal.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a JSON Schema, given as plain structure, to a {@link Check}. Knows the assertions {@code type}, {@code enum},
 * {@code format}, {@code minLength}, {@code maxLength}, {@code pattern}, {@code minimum}, {@code maximum},
 * {@code items}, {@code minItems}, {@code maxItems}, {@code properties}, {@code required},
 * {@code additionalProperties} and {@code $ref} to {@code $defs}; one that it does not know is refused, since a schema
 * that is half checked would be a lie.
 */
public final class SchemaCompiler {
    private static final Check ANYTHING = (value, report) -> true;
    private static final Set<String> NOTES = Set.of(
            "$schema",
            "$id",
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
            "contentMediaType");

    private final Map<String, Object> definitions = new HashMap<>();
    private final Map<String, Reference> references = new HashMap<>();

    private SchemaCompiler() {}

    /**
     * The check of this schema.
     *
     * @throws IllegalArgumentException when it is not a schema or asserts what is not known here
     */
    public static Check compile(Map<String, ?> schema) {
        SchemaCompiler compiler = new SchemaCompiler();
        if (schema.get("$defs") instanceof Map<?, ?> definitions) {
            definitions.forEach((name, definition) -> compiler.definitions.put("#/$defs/" + name, definition));
        }
        return compiler.check(schema);
    }

    private Check check(@Nullable Object schema) {
        if (Boolean.TRUE.equals(schema)) {
            return ANYTHING;
        }
        if (Boolean.FALSE.equals(schema)) {
            return (value, report) -> refuse(report);
        }
        if (!(schema instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a schema must be an object or a boolean");
        }
        List<Check> checks = new ArrayList<>();
        if (map.containsKey("type")) {
            checks.add(TypeCheck.of(map.get("type")));
        }
        ObjectCheck.Builder object = new ObjectCheck.Builder();
        Object properties = map.get("properties");
        if (properties != null) {
            asMap("properties", properties).forEach((name, value) -> object.property((String) name, check(value)));
        }
        map.forEach((keyword, argument) -> add((String) keyword, argument, checks, object));
        object.addTo(checks);
        return all(checks);
    }

    private void add(String keyword, Object argument, List<Check> checks, ObjectCheck.Builder object) {
        switch (keyword) {
            case "type", "properties" -> {
                // Both were compiled before the others.
            }
            case "required" -> strings(keyword, argument).forEach(object::required);
            case "additionalProperties" -> object.others(argument, check(argument));
            case "items" -> checks.add(ListChecks.items(check(argument)));
            case "minItems" -> checks.add(ListChecks.minItems(count(keyword, argument)));
            case "maxItems" -> checks.add(ListChecks.maxItems(count(keyword, argument)));
            case "enum" -> checks.add(ScalarChecks.oneOf(new ArrayList<>(list(keyword, argument))));
            case "format" -> {
                Check format = Formats.check(String.valueOf(argument));
                if (format != null) {
                    checks.add(format);
                }
            }
            case "minLength" -> checks.add(ScalarChecks.minLength(count(keyword, argument)));
            case "maxLength" -> checks.add(ScalarChecks.maxLength(count(keyword, argument)));
            case "pattern" -> checks.add(ScalarChecks.pattern(String.valueOf(argument)));
            case "minimum" -> checks.add(ScalarChecks.minimum(number(keyword, argument)));
            case "maximum" -> checks.add(ScalarChecks.maximum(number(keyword, argument)));
            case "$ref" -> checks.add(reference(String.valueOf(argument)));
            default -> {
                if (!NOTES.contains(keyword)) {
                    throw new IllegalArgumentException("the schema keyword '" + keyword + "' is not supported");
                }
            }
        }
    }

    private Check reference(String name) {
        Reference known = references.get(name);
        if (known != null) {
            return known;
        }
        Object definition = definitions.get(name);
        if (definition == null) {
            throw new IllegalArgumentException(
                    "$ref " + name + " points nowhere; known are " + new TreeSet<>(definitions.keySet()));
        }
        Reference reference = new Reference();
        references.put(name, reference);
        reference.target = check(definition);
        return reference;
    }

    private static boolean refuse(@Nullable Violations report) {
        if (report != null) {
            report.add("is not allowed");
        }
        return false;
    }

    private static Check all(List<Check> checks) {
        if (checks.isEmpty()) {
            return ANYTHING;
        }
        if (checks.size() == 1) {
            return checks.get(0);
        }
        Check[] array = checks.toArray(Check[]::new);
        return (value, report) -> {
            boolean fits = true;
            for (Check check : array) {
                if (!check.test(value, report)) {
                    if (report == null || check instanceof TypeCheck) {
                        return false;
                    }
                    fits = false;
                }
            }
            return fits;
        };
    }

    private static Map<?, ?> asMap(String keyword, Object argument) {
        if (argument instanceof Map<?, ?> map) {
            return new LinkedHashMap<>(map);
        }
        throw new IllegalArgumentException("'" + keyword + "' must be an object");
    }

    private static List<?> list(String keyword, Object argument) {
        if (argument instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("'" + keyword + "' must be an array");
    }

    private static List<String> strings(String keyword, Object argument) {
        List<String> strings = new ArrayList<>();
        for (Object item : list(keyword, argument)) {
            strings.add(String.valueOf(item));
        }
        return strings;
    }

    private static Number number(String keyword, Object argument) {
        if (argument instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("'" + keyword + "' must be a number");
    }

    private static int count(String keyword, Object argument) {
        if (JsonType.INTEGER.fits(argument) && ((Number) argument).intValue() >= 0) {
            return ((Number) argument).intValue();
        }
        throw new IllegalArgumentException("'" + keyword + "' must be an integer that is not negative");
    }

    /** Stands for a definition that may be under way, so that types may contain themselves. */
    private static final class Reference implements Check {
        private Check target = ANYTHING;

        @Override
        public boolean test(@Nullable Object value, @Nullable Violations report) {
            return target.test(value, report);
        }
    }
}
