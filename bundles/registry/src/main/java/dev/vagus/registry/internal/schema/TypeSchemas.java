package dev.vagus.registry.internal.schema;

import dev.vagus.delivery.module.ClassNames;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * Derives the JSON Schema of a Java type as plain structure: no class of a module stays in it. One instance derives one
 * schema, since it collects the definitions of types that contain themselves, to which {@code $ref} points. What has no
 * known structure becomes the empty schema, which allows everything. A component of a record is required when it is
 * primitive or has an {@code ApiParameter} that does not say otherwise.
 */
public final class TypeSchemas {
    /** Deeper than this a type is not described: generic types may grow without end. */
    private static final int MAX_DEPTH = 24;

    private final Map<Type, String> underWay = new HashMap<>();
    private final Map<String, Object> definitions = new LinkedHashMap<>();
    private final Map<Type, String> recursive = new HashMap<>();

    private TypeSchemas() {}

    /**
     * The schema of this type; immutable.
     *
     * @throws SchemaException when an annotation in it contradicts its type
     */
    public static Map<String, Object> of(Type type) {
        TypeSchemas schemas = new TypeSchemas();
        Map<String, Object> root = new LinkedHashMap<>(schemas.derive(type, Map.of()));
        if (!schemas.definitions.isEmpty()) {
            root.put("$defs", Collections.unmodifiableMap(schemas.definitions));
        }
        return Collections.unmodifiableMap(root);
    }

    private Map<String, Object> derive(Type type, Map<TypeVariable<?>, Type> bindings) {
        if (type instanceof Class<?> plain) {
            return ofClass(plain, bindings);
        }
        if (type instanceof ParameterizedType parameterized) {
            return ofGeneric(parameterized, bindings);
        }
        if (type instanceof GenericArrayType array) {
            return array(derive(array.getGenericComponentType(), bindings));
        }
        if (type instanceof WildcardType wildcard) {
            return derive(wildcard.getUpperBounds()[0], bindings);
        }
        if (type instanceof TypeVariable<?> variable) {
            Type bound = bindings.get(variable);
            if (bound != null && bound != type) {
                return derive(bound, bindings);
            }
            return derive(variable.getBounds()[0], Map.of());
        }
        return Map.of();
    }

    private Map<String, Object> ofClass(Class<?> type, Map<TypeVariable<?>, Type> bindings) {
        Map<String, Object> value = ValueSchemas.of(type);
        if (value != null) {
            return value;
        }
        if (type.isEnum()) {
            return ordered("type", "string", "enum", constants(type));
        }
        if (type.isArray()) {
            return array(derive(type.getComponentType(), bindings));
        }
        if (Map.class.isAssignableFrom(type)) {
            return Map.of("type", "object");
        }
        if (Iterable.class.isAssignableFrom(type)) {
            return Map.of("type", "array");
        }
        if (type == Object.class || type == Optional.class || CompletionStage.class.isAssignableFrom(type)) {
            return Map.of();
        }
        return structured(type, type, bindings);
    }

    private static List<Object> constants(Class<?> type) {
        List<Object> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            names.add(((Enum<?>) constant).name());
        }
        return List.copyOf(names);
    }

    private Map<String, Object> ofMap(Type key, Type value, Map<TypeVariable<?>, Type> bindings) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        if (key instanceof Class<?> type && type.isEnum()) {
            schema.put("propertyNames", Map.of("enum", constants(type)));
        }
        Map<String, Object> values = derive(value, bindings);
        if (!values.isEmpty()) {
            schema.put("additionalProperties", values);
        }
        return Collections.unmodifiableMap(schema);
    }

    /** Any of the permitted types: what a result may be. */
    private Map<String, Object> sealed(Class<?> type, Map<TypeVariable<?>, Type> bindings) {
        List<Object> permitted = new ArrayList<>();
        for (Class<?> subclass : type.getPermittedSubclasses()) {
            permitted.add(derive(subclass, bindings));
        }
        return Map.of("anyOf", List.copyOf(permitted));
    }

    private Map<String, Object> ofGeneric(ParameterizedType type, Map<TypeVariable<?>, Type> outer) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (Map.class.isAssignableFrom(raw) && arguments.length == 2) {
            return ofMap(resolve(arguments[0], outer), arguments[1], outer);
        }
        if (Iterable.class.isAssignableFrom(raw) && arguments.length == 1) {
            return array(derive(arguments[0], outer));
        }
        if (raw == Optional.class || CompletionStage.class.isAssignableFrom(raw)) {
            return derive(arguments[0], outer);
        }
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        TypeVariable<?>[] variables = raw.getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            bindings.put(variables[i], resolve(arguments[i], outer));
        }
        return structured(type, raw, bindings);
    }

    private static Type resolve(Type argument, Map<TypeVariable<?>, Type> outer) {
        Type bound = argument instanceof TypeVariable<?> variable ? outer.get(variable) : null;
        return bound == null ? argument : bound;
    }

    private Map<String, Object> structured(Type key, Class<?> raw, Map<TypeVariable<?>, Type> bindings) {
        String known = recursive.get(key);
        if (known == null && underWay.containsKey(key)) {
            known = freeName(ClassNames.of(raw));
            recursive.put(key, known);
            definitions.put(known, Map.of());
        }
        if (known != null) {
            return Map.of("$ref", "#/$defs/" + known);
        }
        if (underWay.size() == MAX_DEPTH || raw.getName().startsWith("java.")) {
            return Map.of();
        }
        underWay.put(key, raw.getName());
        Map<String, Object> schema = raw.isRecord()
                ? record(raw, bindings)
                : raw.isInterface() && raw.isSealed() ? sealed(raw, bindings) : bean(raw, bindings);
        underWay.remove(key);
        String definition = recursive.get(key);
        if (definition == null) {
            return schema;
        }
        definitions.put(definition, schema);
        return Map.of("$ref", "#/$defs/" + definition);
    }

    private Map<String, Object> record(Class<?> type, Map<TypeVariable<?>, Type> bindings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(
                    component.getName(),
                    Components.limited(type, component, derive(component.getGenericType(), bindings)));
            if (Components.isRequired(component)) {
                required.add(component.getName());
            }
        }
        Map<String, Object> schema = ordered("type", "object", "properties", Collections.unmodifiableMap(properties));
        if (required.isEmpty()) {
            return schema;
        }
        Map<String, Object> all = new LinkedHashMap<>(schema);
        all.put("required", List.copyOf(required));
        return Collections.unmodifiableMap(all);
    }

    private Map<String, Object> bean(Class<?> type, Map<TypeVariable<?>, Type> bindings) {
        Map<String, Object> properties = new TreeMap<>();
        for (Field field : type.getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                properties.put(field.getName(), derive(field.getGenericType(), bindings));
            }
        }
        for (Method method : type.getMethods()) {
            String property = BeanProperties.of(method);
            if (property != null) {
                properties.put(property, derive(method.getGenericReturnType(), bindings));
            }
        }
        return properties.isEmpty()
                ? Map.of()
                : ordered("type", "object", "properties", Collections.unmodifiableMap(properties));
    }

    private String freeName(String wanted) {
        String name = wanted;
        for (int i = 2; definitions.containsKey(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    private static Map<String, Object> array(Map<String, Object> items) {
        return items.isEmpty() ? Map.of("type", "array") : ordered("type", "array", "items", items);
    }

    static Map<String, Object> ordered(String key1, Object value1, String key2, Object value2) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key1, value1);
        map.put(key2, value2);
        return Collections.unmodifiableMap(map);
    }
}
