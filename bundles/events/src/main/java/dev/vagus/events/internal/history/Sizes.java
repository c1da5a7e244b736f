package dev.vagus.events.internal.history;

import dev.vagus.events.ModuleEvent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates how many bytes of memory an event takes, on a 64-bit JVM with compressed references. */
final class Sizes {
    private static final int EVENT = 200;
    private static final int TEXT = 40;
    private static final int COLLECTION = 56;
    private static final int ENTRY = 40;
    private static final int REFERENCE = 4;
    private static final int VALUE = 24;

    private Sizes() {}

    static long of(ModuleEvent event) {
        return EVENT + of(event.name()) + of(event.channel()) + of(event.correlationId()) + of(event.data());
    }

    private static long of(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof CharSequence text) {
            return TEXT + text.length();
        }
        if (value instanceof Map<?, ?> map) {
            long size = COLLECTION;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                size += ENTRY + of(entry.getKey()) + of(entry.getValue());
            }
            return size;
        }
        if (value instanceof Collection<?> items) {
            long size = COLLECTION;
            for (Object item : items) {
                size += REFERENCE + of(item);
            }
            return size;
        }
        return value instanceof byte[] bytes ? VALUE + bytes.length : VALUE;
    }
}
