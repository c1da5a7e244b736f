package dev.vagus.registry.internal.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the schema of an object apart into those of its properties. Each gets the definitions to which it refers, so that
 * it stands by itself; what can be said about the object only is refused.
 */
public final class SchemaParts {
    private static final Set<String> SPLIT = Set.of("type", "properties", "required", "additionalProperties", "$defs");
    private static final Set<String> NOTES = Set.of("$schema", "$comment", "title", "description");
    private static final String DEFINITION = "#/$defs/";

    private final Map<String, Object> properties;
    private final List<String> required;
    private final @Nullable Object definitions;

    /**
     * Reads the schema of the object.
     *
     * @throws SchemaException when it is not one that can be taken apart
     */
    public SchemaParts(Map<String, Object> schema) {
        for (String keyword : schema.keySet()) {
            if (!SPLIT.contains(keyword) && !NOTES.contains(keyword)) {
                throw new SchemaException(
                        "the keyword '" + keyword + "' cannot stand beside the properties; there may be "
                                + "type, properties, required, additionalProperties and $defs");
            }
        }
        if (!"object".equals(schema.get("type"))) {
            throw new SchemaException("at /type: must be \"object\"");
        }
        if (!Boolean.FALSE.equals(schema.getOrDefault("additionalProperties", false))) {
            throw new SchemaException(
                    "at /additionalProperties: must be false, parameters that are unknown are refused");
        }
        properties = reading("/properties", () -> Keywords.object(schema.getOrDefault("properties", Map.of())));
        required = reading("/required", () -> Keywords.strings(schema.getOrDefault("required", List.of())));
        definitions = schema.get("$defs");
        for (String name : required) {
            if (!properties.containsKey(name)) {
                throw new SchemaException("at /required: there is no property '" + name + "'");
            }
        }
    }

    private static <T> T reading(String where, java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (SchemaException e) {
            throw new SchemaException("at " + where + ": " + e.getMessage());
        }
    }

    /** The names of the properties, in order. */
    public Set<String> names() {
        return properties.keySet();
    }

    /** Whether the object must have this property. */
    public boolean isRequired(String name) {
        return required.contains(name);
    }

    /** The schema of this property, for itself. */
    public Map<String, Object> schema(String name) {
        Object given = properties.get(name);
        String where = "/properties/" + name;
        if (given instanceof Boolean allowed) {
            return allowed ? Map.of() : Map.of("not", Map.of());
        }
        Map<String, Object> schema = new LinkedHashMap<>(reading(where, () -> Keywords.object(given)));
        if (refersOutside(schema, where)) {
            if (schema.containsKey("$defs") || definitions == null) {
                throw new SchemaException("at " + where + ": definitions must be in the $defs beside the properties");
            }
            schema.put("$defs", definitions);
        }
        return schema;
    }

    private static boolean refersOutside(@Nullable Object part, String where) {
        boolean refers = false;
        if (part instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String pointer) {
                if (!pointer.startsWith(DEFINITION)) {
                    throw new SchemaException(
                            "at " + where + ": $ref must point to a definition such as " + DEFINITION + "Name");
                }
                refers = true;
            }
            for (Object value : map.values()) {
                refers |= refersOutside(value, where);
            }
        } else if (part instanceof List<?> list) {
            for (Object item : list) {
                refers |= refersOutside(item, where);
            }
        }
        return refers;
    }
}
