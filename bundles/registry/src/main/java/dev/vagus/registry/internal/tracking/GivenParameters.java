package dev.vagus.registry.internal.tracking;

import dev.vagus.registry.ParameterDescriptor;
import dev.vagus.registry.internal.schema.SchemaParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads parameters from the schema of an object that has them as its properties. */
final class GivenParameters {
    private GivenParameters() {}

    static List<ParameterDescriptor> of(Map<String, Object> objectSchema) {
        SchemaParts parts = new SchemaParts(objectSchema);
        List<ParameterDescriptor> parameters = new ArrayList<>();
        for (String name : parts.names()) {
            Map<String, Object> schema = parts.schema(name);
            String description = schema.get("description") instanceof String text ? text : "";
            parameters.add(new ParameterDescriptor(Names.parameter(name), description, parts.isRequired(name), schema));
        }
        return parameters;
    }
}
