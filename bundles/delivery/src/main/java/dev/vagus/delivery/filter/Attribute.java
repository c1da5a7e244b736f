package dev.vagus.delivery.filter;

import dev.vagus.delivery.structure.Names;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The left side of a comparison: a header or a path into the payload. */
final class Attribute {
    private static final String HEADER_PREFIX = "h.";

    private final @Nullable String header;
    private final String[] path;
    private final String[] otherCase;

    Attribute(String name) {
        header = name.startsWith(HEADER_PREFIX) ? name.substring(HEADER_PREFIX.length()) : null;
        path = name.split("\\.", -1);
        otherCase = new String[path.length];
        for (int i = 0; i < path.length; i++) {
            otherCase[i] = Names.otherCase(path[i]);
        }
    }

    /** What it names in this subject, or null. */
    @Nullable
    Object of(Subject subject) {
        if (header != null) {
            return subject.headers().get(header);
        }
        Object value = subject.structure();
        for (int i = 0; i < path.length && value != null; i++) {
            value = step(value, i);
        }
        return value;
    }

    private @Nullable Object step(Object from, int index) {
        if (from instanceof Map<?, ?> map) {
            Object value = map.get(path[index]);
            return value != null ? value : map.get(otherCase[index]);
        }
        if (from instanceof List<?> list) {
            return element(list, path[index]);
        }
        return null;
    }

    private static @Nullable Object element(List<?> list, String index) {
        if (index.isEmpty() || index.length() > 6 || !index.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int at = Integer.parseInt(index);
        return at < list.size() ? list.get(at) : null;
    }
}
