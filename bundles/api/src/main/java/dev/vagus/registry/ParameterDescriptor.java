package dev.vagus.registry;

import java.util.Map;

/**
 * A parameter of an operation.
 *
 * @param name the name that callers use
 * @param description for people; may be empty
 * @param required whether a call without it is refused
 * @param schema the JSON Schema (2020-12) of its values, as plain structure; empty allows everything
 */
public record ParameterDescriptor(String name, String description, boolean required, Map<String, Object> schema) {
    /**
     * Copies the schema, keeping its order.
     *
     * @throws IllegalArgumentException when the schema holds anything that JSON has not
     */
    public ParameterDescriptor {
        schema = PlainSchema.copy(schema);
    }
}
