package dev.vagus.delivery.gate;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import org.jspecify.annotations.Nullable;

/** Which gates are required could not be changed: it cannot be written down, or the framework's property says it. */
final class GateMemoryException extends VagusException {
    private static final long serialVersionUID = 1L;

    GateMemoryException(String message, @Nullable Throwable cause) {
        super(ErrorCategory.INTERNAL, message, cause);
    }
}
