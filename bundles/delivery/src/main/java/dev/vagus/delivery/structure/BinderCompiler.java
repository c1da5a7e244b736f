package dev.vagus.delivery.structure;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles a Java type into a tree of binders. Used once for each binder; types that contain themselves are allowed. */
final class BinderCompiler {
    private final Structures structures;
    private final Map<Type, Reference> underWay = new HashMap<>();

    BinderCompiler(Structures structures) {
        this.structures = structures;
    }

    Binder compile(Type type) {
        Reference known = underWay.get(type);
        if (known != null) {
            return known;
        }
        Reference reference = new Reference();
        underWay.put(type, reference);
        Binder binder = compileNew(type);
        reference.target = binder;
        return binder;
    }

    private Binder compileNew(Type type) {
        if (type instanceof Class<?> target) {
            return compileClass(target);
        }
        if (type instanceof ParameterizedType parameterized) {
            return compileGeneric(parameterized);
        }
        if (type instanceof WildcardType wildcard) {
            return compile(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof TypeVariable<?> variable) {
            return compile(variable.getBounds()[0]);
        }
        if (type instanceof GenericArrayType array) {
            return array(rawClass(array.getGenericComponentType()), compile(array.getGenericComponentType()));
        }
        throw new IllegalArgumentException("values cannot be converted to " + type.getTypeName());
    }

    private Binder compileClass(Class<?> target) {
        if (target == Object.class) {
            return structures::freeze;
        }
        Binder value = Values.binder(target);
        if (value != null) {
            return value;
        }
        if (target.isRecord()) {
            return record(target);
        }
        if (target.isArray()) {
            return array(target.getComponentType(), compile(target.getComponentType()));
        }
        if (Map.class.isAssignableFrom(target) && target.isInterface()) {
            return map(structures::freeze);
        }
        if (target == Set.class) {
            return set(structures::freeze);
        }
        if (target.isInterface() && target.isAssignableFrom(List.class)) {
            return list(structures::freeze);
        }
        if (target == Optional.class) {
            return value2 -> Optional.ofNullable(structures.freeze(value2));
        }
        return bean(target);
    }

    private Binder compileGeneric(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Map.class && arguments[0] == String.class) {
            return map(compile(arguments[1]));
        }
        if (raw == Set.class) {
            return set(compile(arguments[0]));
        }
        if (raw.isInterface() && raw.isAssignableFrom(List.class)) {
            return list(compile(arguments[0]));
        }
        if (raw == Optional.class) {
            Binder content = compile(arguments[0]);
            return value -> Optional.ofNullable(content.bind(value));
        }
        if (raw.isRecord()) {
            return record(raw);
        }
        return bean(type);
    }

    private Binder bean(Type type) {
        Binder general = Beans.binder(type);
        return value -> general.bind(value instanceof Record ? structures.freeze(value) : value);
    }

    private Binder record(Class<?> target) {
        RecordShape shape = new RecordShape(target);
        Binder[] components = new Binder[shape.size()];
        for (int i = 0; i < components.length; i++) {
            components[i] = compile(shape.type(i));
        }
        return new RecordBinder(structures, target, shape, components);
    }

    private static Binder map(Binder values) {
        return value -> {
            if (value == null) {
                return null;
            }
            if (!(value instanceof Map<?, ?> map)) {
                throw BindException.expected("an object", value);
            }
            LinkedHashMap<String, @Nullable Object> entries = new LinkedHashMap<>(map.size() * 2);
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String key = String.valueOf(entry.getKey());
                entries.put(key, below(key, values, entry.getValue()));
            }
            return Collections.unmodifiableMap(entries);
        };
    }

    private static Binder list(Binder items) {
        return value -> value == null ? null : new FrozenList(all(value, items));
    }

    private static Binder set(Binder items) {
        return value -> value == null
                ? null
                : Collections.unmodifiableSet(new LinkedHashSet<>(java.util.Arrays.asList(all(value, items))));
    }

    private static Binder array(Class<?> component, Binder items) {
        return value -> {
            if (value == null) {
                return null;
            }
            @Nullable Object[] bound = all(value, items);
            Object array = Array.newInstance(component, bound.length);
            for (int i = 0; i < bound.length; i++) {
                Array.set(array, i, bound[i]);
            }
            return array;
        };
    }

    private static @Nullable Object[] all(Object value, Binder items) {
        if (!(value instanceof Collection<?> collection)) {
            throw BindException.expected("a list", value);
        }
        @Nullable Object[] bound = new Object[collection.size()];
        int i = 0;
        for (Object item : collection) {
            bound[i] = below("[" + i + "]", items, item);
            i++;
        }
        return bound;
    }

    static @Nullable Object below(String name, Binder binder, @Nullable Object value) {
        try {
            return binder.bind(value);
        } catch (BindException e) {
            throw e.below(name);
        }
    }

    private static Class<?> rawClass(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        return Object.class;
    }

    /** Stands for a type that is being compiled, so that it may contain itself. */
    private static final class Reference implements Binder {
        private @Nullable Binder target;

        @Override
        public @Nullable Object bind(@Nullable Object value) {
            Binder binder = target;
            if (binder == null) {
                throw new IllegalStateException("used before it was compiled");
            }
            return binder.bind(value);
        }
    }
}
