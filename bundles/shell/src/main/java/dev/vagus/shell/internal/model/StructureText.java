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

    private static final int NARROWEST = 10;

    private final int width;
    private final List<String> lines = new ArrayList<>();

    private StructureText(int width) {
        this.width = width;
    }

    /** The lines of a value. */
    public static List<String> lines(@Nullable Object value) {
        return lines(value, 0);
    }

    /**
     * The same on lines of this width; what is longer goes on below.
     *
     * @param width how many columns a line has; 0 when that is not known
     */
    static List<String> lines(@Nullable Object value, int width) {
        StructureText text = new StructureText(width);
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            text.entries(map, "");
        } else if (value instanceof Collection<?> items && !items.isEmpty()) {
            text.items(items, "");
        } else {
            text.add("", flat(value));
        }
        return text.lines;
    }

    /** A value behind what comes before it on its line. */
    private void add(String before, String value) {
        int room = Math.max(NARROWEST, width - before.length());
        String lead = before;
        for (String part : width == 0 ? List.of(value) : Wrapping.of(value, room)) {
            lines.add(lead + part);
            lead = " ".repeat(before.length());
        }
    }

    private void entries(Map<?, ?> map, String indent) {
        int longest = map.keySet().stream()
                .mapToInt(key -> String.valueOf(key).length())
                .max()
                .orElse(0);
        map.forEach((key, value) -> {
            String name = indent + key;
            if (isFlat(value)) {
                add(name + " ".repeat(longest - String.valueOf(key).length()) + INDENT, flat(value));
            } else {
                lines.add(name);
                nested(value, indent + INDENT);
            }
        });
    }

    private void items(Collection<?> items, String indent) {
        for (Object item : items) {
            if (isFlat(item)) {
                add(indent + "- ", flat(item));
            } else {
                int first = lines.size();
                nested(item, indent + INDENT);
                lines.set(first, indent + "- " + lines.get(first).substring(indent.length() + INDENT.length()));
            }
        }
    }

    private void nested(@Nullable Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            entries(map, indent);
        } else if (value instanceof Collection<?> items) {
            items(items, indent);
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
