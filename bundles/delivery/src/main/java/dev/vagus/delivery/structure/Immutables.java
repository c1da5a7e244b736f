package dev.vagus.delivery.structure;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Recognizes what nobody can change. Asked for every payload, so it compares classes and, usually, allocates nothing. */
final class Immutables {
    // The classes of the JDK's own immutable collections, which cannot be changed behind our back. That there are two
    // of
    // each is how the JDK makes small ones; were it otherwise the same comparisons would hold.
    private static final Class<?> MAP_OF_MANY = Map.of().getClass();
    private static final Class<?> MAP_OF_ONE = Map.of("", "").getClass();
    private static final Class<?> LIST_OF_MANY = List.of().getClass();
    private static final Class<?> LIST_OF_FEW = List.of("").getClass();

    private final Function<Class<?>, RecordShape> shapes;

    Immutables(Function<Class<?>, RecordShape> shapes) {
        this.shapes = shapes;
    }

    /** Whether this is a value, or an immutable collection or record of such. */
    boolean contain(Object object) {
        return isImmutable(object, object instanceof Record, 0);
    }

    private boolean isImmutable(@Nullable Object object, boolean inRecord, int depth) {
        if (object == null || isLeaf(object)) {
            return true;
        }
        if (depth > Structures.MAX_DEPTH) {
            return false;
        }
        Class<?> type = object.getClass();
        if (type == MAP_OF_MANY) {
            return areImmutable((Map<?, ?>) object, inRecord, depth + 1);
        }
        if (type == MAP_OF_ONE) {
            return areImmutable((Map<?, ?>) object, inRecord, depth + 1);
        }
        if (type == LIST_OF_MANY || type == LIST_OF_FEW) {
            return areImmutable((List<?>) object, inRecord, depth + 1);
        }
        if (Structures.isValue(object)) {
            return true;
        }
        if (!inRecord) {
            return false;
        }
        return object instanceof Enum || (type.isRecord() && isImmutableRecord(object, depth));
    }

    /** What most payloads are made of, recognized by a few comparisons. */
    private static boolean isLeaf(Object object) {
        Class<?> type = object.getClass();
        return type == String.class
                || type == Integer.class
                || type == Long.class
                || type == FrozenMap.class
                || type == FrozenList.class;
    }

    /** Leaves are not passed on, so that the compiler sees that the entries do not leave this method. */
    private boolean areImmutable(Map<?, ?> map, boolean inRecord, int depth) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object value = entry.getValue();
            if (!(entry.getKey() instanceof String)
                    || !(value != null && isLeaf(value) || isImmutable(value, inRecord, depth))) {
                return false;
            }
        }
        return true;
    }

    private boolean areImmutable(List<?> list, boolean inRecord, int depth) {
        for (Object item : list) {
            if (!(item != null && isLeaf(item)) && !isImmutable(item, inRecord, depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean isImmutableRecord(Object record, int depth) {
        RecordShape shape = shapes.apply(record.getClass());
        for (int i = 0; i < shape.size(); i++) {
            if (!isImmutable(shape.get(record, i), true, depth + 1)) {
                return false;
            }
        }
        return true;
    }
}
