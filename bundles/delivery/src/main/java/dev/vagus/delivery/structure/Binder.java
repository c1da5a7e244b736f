package dev.vagus.delivery.structure;

import org.jspecify.annotations.Nullable;

/**
 * Converts plain structure to one Java type. Immutable and thread-safe; it holds the type's classes, so it is dropped
 * with whatever it was made for.
 */
@FunctionalInterface
public interface Binder {
    /**
     * The value as the type that this binder was made for.
     *
     * @param value plain structure, or an object that {@link Structures#share} let pass
     * @throws BindException when the value does not fit
     */
    @Nullable
    Object bind(@Nullable Object value);
}
