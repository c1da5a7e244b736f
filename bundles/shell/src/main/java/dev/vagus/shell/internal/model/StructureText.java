package dev.vagus.shell.internal.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plain structure as people read it: one aligned line per entry, what is nested indented below. */
public final class StructureText {
    private static final String INDENT = "  ";

    private StructureText() {}

    /** The lines of a value. */
    public static List<String> lines(@Nullable Object value) {
        List<String> lines = new ArrayList<>();
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            entries(map, "", lines);
        } else if (value instanceof Collection<?> items && !items.isEmpty()) {
            items(items, "", lines);
        } else {
            lines.add(flat(value));
        }
        return lines;
    }

    private static void entries(Map<?, ?> map, String indent, List<String> lines) {
        int width = map.keySet().stream()
                .mapToInt(key -> String.valueOf(key).length())
                .max()
                .orElse(0);
        map.forEach((key, value) -> {
            String name = indent + key;
            if (isFlat(value)) {
                lines.add(name + " ".repeat(width - String.valueOf(key).length()) + INDENT + flat(value));
            } else {
                lines.add(name);
                nested(value, indent + INDENT, lines);
            }
        });
    }

    private static void items(Collection<?> items, String indent, List<String> lines) {
        for (Object item : items) {
            if (isFlat(item)) {
                lines.add(indent + "- " + flat(item));
            } else {
                int first = lines.size();
                nested(item, indent + INDENT, lines);
                lines.set(first, indent + "- " + lines.get(first).substring(indent.length() + INDENT.length()));
            }
        }
    }

    private static void nested(@Nullable Object value, String indent, List<String> lines) {
        if (value instanceof Map<?, ?> map) {
            entries(map, indent, lines);
        } else if (value instanceof Collection<?> items) {
            items(items, indent, lines);
        }
    }

    /** Whether it fits on the line of its name: a plain value, or a list of such. */
    private static boolean isFlat(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty();
        }
        if (value instanceof Collection<?> items) {
            return items.stream().noneMatch(item -> item instanceof Map || item instanceof Collection);
        }
        return true;
    }

    private static String flat(@Nullable Object value) {
        if (value instanceof Collection<?> items) {
            return items.isEmpty()
                    ? "(none)"
                    : items.stream().map(StructureText::flat).collect(Collectors.joining(", "));
        }
        if (value instanceof Map) {
            return "(empty)";
        }
        if (value instanceof byte[] bytes) {
            return bytes.length + " bytes";
        }
        return value == null ? "-" : value.toString().replaceAll("\\p{Cntrl}+", " ");
    }
}
