package dev.vagus.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one object schema of the schemas of parameters. What they refer to within themselves has moved with them. */
final class ParametersSchema {
    /** Keywords whose arguments are data and not schemas. */
    private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");

    /** Keywords whose arguments are schemas by names of anybody's choice. */
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");

    private ParametersSchema() {}

    static Map<String, Object> of(List<ParameterDescriptor> parameters) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> required = new ArrayList<>();
        for (ParameterDescriptor parameter : parameters) {
            properties.put(parameter.name(), property(parameter));
            if (parameter.required()) {
                required.add(parameter.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return PlainSchema.copy(schema);
    }

    private static Map<String, Object> property(ParameterDescriptor parameter) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (!parameter.description().isEmpty()) {
            schema.put("description", parameter.description());
        }
        String place = "#/properties/"
                + parameter.name().replace("~", "~0").replace("/", "~1").replace("%", "%25");
        // One with an id of its own is a resource of its own, to which its references are relative.
        boolean moves = !parameter.schema().containsKey("$id");
        parameter
                .schema()
                .forEach((keyword, value) -> schema.put(keyword, moves ? moved(keyword, value, place) : value));
        return schema;
    }

    private static Object moved(String keyword, Object argument, String place) {
        if (keyword.equals("$ref") && argument instanceof String pointer && pointer.matches("#(/.*)?")) {
            return place + pointer.substring(1);
        }
        if (DATA.contains(keyword)) {
            return argument;
        }
        return NAMED.contains(keyword) && argument instanceof Map<?, ?> schemas
                ? each(schemas, place)
                : movedSchema(argument, place);
    }

    private static Object each(Map<?, ?> schemas, String place) {
        Map<String, Object> copy = new LinkedHashMap<>();
        schemas.forEach((name, schema) -> copy.put((String) name, movedSchema(schema, place)));
        return copy;
    }

    private static Object movedSchema(Object argument, String place) {
        if (argument instanceof Map<?, ?> schema) {
            Map<String, Object> copy = new LinkedHashMap<>();
            schema.forEach((keyword, value) -> copy.put((String) keyword, moved((String) keyword, value, place)));
            return copy;
        }
        if (argument instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(item == null ? null : movedSchema(item, place)));
            return copy;
        }
        return argument;
    }
}
