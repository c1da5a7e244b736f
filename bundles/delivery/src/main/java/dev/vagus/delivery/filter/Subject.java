package dev.vagus.delivery.filter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a filter looks at. */
public interface Subject {
    /** The headers, which attributes that start with {@code h.} name. */
    Map<String, String> headers();

    /** The payload as plain structure. Asked only when the filter names a path into it. */
    @Nullable
    Object structure();
}
