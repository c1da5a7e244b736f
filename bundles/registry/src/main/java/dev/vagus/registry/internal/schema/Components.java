package dev.vagus.registry.internal.schema;

import dev.vagus.delivery.module.ClassNames;
import dev.vagus.registry.ApiParameter;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What annotations on components of records say. */
final class Components {
    private Components() {}

    /** The schema of the component: the derived one with its limits, or the given one. */
    static Map<String, Object> limited(Class<?> type, RecordComponent component, Map<String, Object> derived) {
        ApiParameter annotation = component.getAnnotation(ApiParameter.class);
        if (annotation == null) {
            return derived;
        }
        String where = "the component " + component.getName() + " of " + ClassNames.of(type) + ": ";
        if (!annotation.name().isEmpty() && !annotation.name().equals(component.getName())) {
            throw new SchemaException(where + "it cannot have another name");
        }
        if (!annotation.required() && component.getType().isPrimitive()) {
            throw new SchemaException(where + "it is primitive and cannot be left out");
        }
        try {
            Map<String, Object> limited = new LinkedHashMap<>();
            if (!annotation.description().isEmpty()) {
                limited.put("description", annotation.description());
            }
            limited.putAll(Constraints.apply(annotation, derived));
            return Collections.unmodifiableMap(limited);
        } catch (SchemaException e) {
            throw new SchemaException(where + e.getMessage());
        }
    }

    /** Whether an object without it is refused. */
    static boolean isRequired(RecordComponent component) {
        ApiParameter annotation = component.getAnnotation(ApiParameter.class);
        return component.getType().isPrimitive()
                || (annotation != null && annotation.required() && component.getType() != Optional.class);
    }
}
