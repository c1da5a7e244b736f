package dev.vagus.delivery.structure;

import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes objects apart into plain structure and makes binders that put them together again. Plain structure is: null,
 * strings, booleans, numbers, characters, {@code java.time}, UUIDs and URIs; byte arrays; immutable lists of such and
 * immutable maps from strings to such. It holds no class of a module.
 *
 * <p>Records are read through their accessors; objects that are neither values, collections nor records are beans or
 * DTOs and go through Jackson. Enums become their names. Thread-safe. One instance for each engine: it caches the shapes
 * of the classes that it saw until it is told to {@linkplain #forget forget} them.
 */
public final class Structures {
    static final int MAX_DEPTH = 100;

    private static final Set<Class<?>> VALUES = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class,
            URI.class);

    private final Map<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();
    private final Beans beans = new Beans();
    private final Immutables immutables = new Immutables(this::shape);
    private final BiFunction<Object, String, Object> others;

    /** With beans and DTOs taken apart. */
    public Structures() {
        others = beans::takeApart;
    }

    /**
     * With another way for what is neither a value, a collection nor a record, instead of taking it apart as a bean.
     *
     * @param others makes something that is, of the object and the path at which it stands
     */
    public Structures(BiFunction<Object, String, Object> others) {
        this.others = others;
    }

    /** Whether this is a value: immutable, and of a class that every bundle shares. */
    public static boolean isValue(Object object) {
        Class<?> type = object.getClass();
        return VALUES.contains(type) || type.getPackageName().equals("java.time");
    }

    /** Whether something that {@link #share} returned is plain structure, rather than a module's own record. */
    public static boolean isPlain(@Nullable Object shared) {
        return !(shared instanceof Record);
    }

    /** What kind of value this is, for people: never the value itself. */
    public static String kindOf(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof Collection || value.getClass().isArray()) {
            return "a list";
        }
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Number) {
            return "a number";
        }
        return "a " + value.getClass().getSimpleName();
    }

    /**
     * A deep copy as plain structure; parts that are immutable already are not copied.
     *
     * @throws IllegalArgumentException naming the path, when a part has no structure or the nesting never ends
     */
    public @Nullable Object freeze(@Nullable Object object) {
        return freeze(object, "", 0);
    }

    /**
     * The same object when nobody can change it, else {@link #freeze}. What can be shared is plain structure made of the
     * JDK's immutable collections, and a record whose components are values, enums, records and such collections.
     *
     * @throws IllegalArgumentException as {@link #freeze}
     */
    public @Nullable Object share(@Nullable Object object) {
        return object == null || immutables.contain(object) ? object : freeze(object);
    }

    /** A binder for this type. Its classes are held by the binder, not by this object. */
    public Binder binder(Type type) {
        return new BinderCompiler(this).compile(type);
    }

    /** Drops what is cached of these classes. Called when the bundle that they belong to has left. */
    public void forget(Predicate<Class<?>> which) {
        shapes.keySet().removeIf(which);
        beans.forget(which);
    }

    RecordShape shape(Class<?> record) {
        RecordShape known = shapes.get(record);
        return known != null ? known : shapes.computeIfAbsent(record, RecordShape::new);
    }

    private @Nullable Object freeze(@Nullable Object object, String path, int depth) {
        if (object == null || isValue(object)) {
            return object;
        }
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    at(path) + "nested deeper than " + MAX_DEPTH + " levels; does it contain itself?");
        }
        if (object instanceof FrozenMap || object instanceof FrozenList) {
            return object;
        }
        if (object instanceof Map<?, ?> map) {
            return freezeMap(map, path, depth);
        }
        if (object instanceof Enum<?> constant) {
            return constant.name();
        }
        if (object instanceof Record) {
            return freezeRecord(object, path, depth);
        }
        if (object instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (object instanceof Collection<?> collection) {
            return freezeAll(collection.iterator(), collection.size(), path, depth);
        }
        if (object.getClass().isArray()) {
            return freezeArray(object, path, depth);
        }
        if (object instanceof Optional<?> optional) {
            return freeze(optional.orElse(null), path, depth + 1);
        }
        if (object instanceof CharSequence text) {
            return text.toString();
        }
        return freeze(others.apply(object, at(path)), path, depth + 1);
    }

    private FrozenMap freezeMap(Map<?, ?> map, String path, int depth) {
        LinkedHashMap<String, @Nullable Object> entries = new LinkedHashMap<>(map.size() * 2);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = key(entry.getKey(), path);
            entries.put(key, freeze(entry.getValue(), below(path, key), depth + 1));
        }
        return new FrozenMap(entries);
    }

    private static String key(@Nullable Object key, String path) {
        if (key instanceof String text) {
            return text;
        }
        if (key instanceof Enum<?> constant) {
            return constant.name();
        }
        if (key != null && isValue(key)) {
            return key.toString();
        }
        throw new IllegalArgumentException(at(path) + "a key of a map must be a string or a value, but one is "
                + (key == null ? "null" : "a " + key.getClass().getName()));
    }

    private FrozenMap freezeRecord(Object record, String path, int depth) {
        RecordShape shape = shape(record.getClass());
        LinkedHashMap<String, @Nullable Object> entries = new LinkedHashMap<>(shape.size() * 2);
        for (int i = 0; i < shape.size(); i++) {
            String name = shape.name(i);
            entries.put(name, freeze(shape.get(record, i), below(path, name), depth + 1));
        }
        return new FrozenMap(entries);
    }

    private FrozenList freezeAll(Iterator<?> iterator, int sizeHint, String path, int depth) {
        @Nullable Object[] items = new Object[sizeHint];
        int count = 0;
        while (iterator.hasNext()) {
            if (count == items.length) {
                items = java.util.Arrays.copyOf(items, count * 2 + 4);
            }
            items[count] = freeze(iterator.next(), path + '[' + count + ']', depth + 1);
            count++;
        }
        return new FrozenList(count == items.length ? items : java.util.Arrays.copyOf(items, count));
    }

    private FrozenList freezeArray(Object array, String path, int depth) {
        @Nullable Object[] items = new Object[Array.getLength(array)];
        for (int i = 0; i < items.length; i++) {
            items[i] = freeze(Array.get(array, i), path + '[' + i + ']', depth + 1);
        }
        return new FrozenList(items);
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }

    private static String at(String path) {
        return path.isEmpty() ? "" : path + ": ";
    }
}
