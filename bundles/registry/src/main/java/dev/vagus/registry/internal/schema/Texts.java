package dev.vagus.registry.internal.schema;

import dev.vagus.delivery.structure.Structures;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Values that JSON writes as strings: strings, and characters, times, UUIDs, URIs and bytes, by what they spell. */
final class Texts {
    private Texts() {}

    static boolean isText(@Nullable Object value) {
        return value instanceof String
                || (value != null
                        && !(value instanceof Number)
                        && !(value instanceof Boolean)
                        && (Structures.isValue(value) || value instanceof byte[]));
    }

    /** What it spells; null for everything that is not written as a string. */
    static @Nullable String of(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value == null || !isText(value)) {
            return null;
        }
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value.toString();
    }
}
