package dev.vagus.registry.internal.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Equality as JSON Schema means it: 1 and 1.0 are equal, objects are equal whatever the order of their properties. */
final class Equality {
    private Equality() {}

    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one == other) {
            return true;
        }
        if (one instanceof Number number) {
            return other instanceof Number second && sameNumber(number, second);
        }
        if (one instanceof List<?> list) {
            return other instanceof List<?> second && sameList(list, second);
        }
        if (one instanceof Map<?, ?> map) {
            return other instanceof Map<?, ?> second && sameMap(map, second);
        }
        String text = Texts.of(one);
        return text != null ? text.equals(Texts.of(other)) : one != null && one.equals(other);
    }

    private static boolean sameNumber(Number one, Number other) {
        if (Numbers.isLong(one) && Numbers.isLong(other)) {
            return one.longValue() == other.longValue();
        }
        if (!Numbers.isFinite(one) || !Numbers.isFinite(other)) {
            return one.equals(other);
        }
        return Numbers.decimal(one).compareTo(Numbers.decimal(other)) == 0;
    }

    private static boolean sameList(List<?> one, List<?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMap(Map<?, ?> one, Map<?, ?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : one.entrySet()) {
            Object second = other.get(entry.getKey());
            if (!same(entry.getValue(), second) || (second == null && !other.containsKey(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** The same for what is {@linkplain #same the same}. */
    static int hash(@Nullable Object value) {
        if (value instanceof Number number) {
            // Zero has two signs as a double, and one here.
            return Double.hashCode(number.doubleValue() + 0.0);
        }
        int hash = 1;
        if (value instanceof List<?> list) {
            for (Object item : list) {
                hash = 31 * hash + hash(item);
            }
            return hash;
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                hash += entry.getKey().hashCode() ^ hash(entry.getValue());
            }
            return hash;
        }
        String text = Texts.of(value);
        return text != null ? text.hashCode() : value == null ? 0 : value.hashCode();
    }
}
