package dev.vagus.registry.internal.schema;

import org.jspecify.annotations.Nullable;

/** One compiled assertion of a schema. Immutable and thread-safe. */
public interface Check {
    /**
     * Whether this value, which is plain structure, fits.
     *
     * @param report gets everything that is wrong; null when only the answer counts, which is the quick way
     */
    boolean test(@Nullable Object value, @Nullable Violations report);
}
