package dev.vagus.security.internal.control;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import org.jspecify.annotations.Nullable;

/** Something was done, or not done, but could not be written down. */
final class NotWrittenException extends VagusException {
    private static final long serialVersionUID = 1L;

    NotWrittenException(String message, @Nullable Throwable cause) {
        super(ErrorCategory.INTERNAL, message, cause);
    }
}
