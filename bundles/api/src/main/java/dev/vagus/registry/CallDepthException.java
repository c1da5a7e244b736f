package dev.vagus.registry;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;

/** Operations call each other without end. Category {@code internal}. */
public final class CallDepthException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the operation and the limit. */
    public CallDepthException(String message) {
        super(ErrorCategory.INTERNAL, message, null);
    }
}
