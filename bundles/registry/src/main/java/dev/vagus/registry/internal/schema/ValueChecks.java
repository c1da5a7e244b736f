package dev.vagus.registry.internal.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keywords {@code enum} and {@code const}. */
final class ValueChecks {
    private static final int MAX_LISTED = 20;

    private ValueChecks() {}

    static Check oneOf(List<?> allowed) {
        @Nullable Object[] values = allowed.toArray();
        Set<String> texts = new HashSet<>();
        for (Object value : values) {
            if (value instanceof String text) {
                texts.add(text);
            }
        }
        String listed = allowed.stream().limit(MAX_LISTED).map(String::valueOf).collect(Collectors.joining(", "))
                + (allowed.size() > MAX_LISTED ? " …" : "");
        return (value, report) -> (value instanceof String ? texts.contains(value) : isAmong(value, values))
                || Violations.refuse(report, "expected one of " + listed + ", found another value");
    }

    private static boolean isAmong(@Nullable Object value, @Nullable Object[] values) {
        for (Object candidate : values) {
            if (Equality.same(value, candidate)) {
                return true;
            }
        }
        return false;
    }

    static Check constant(@Nullable Object only) {
        return (value, report) ->
                Equality.same(value, only) || Violations.refuse(report, "expected " + only + ", found another value");
    }
}
