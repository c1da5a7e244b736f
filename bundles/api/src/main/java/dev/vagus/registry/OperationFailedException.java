package dev.vagus.registry;

import dev.vagus.module.ErrorRecord;
import dev.vagus.module.VagusException;

/**
 * The operation threw. What it threw is kept as a {@linkplain #error() record}, so that the caller needs none of the
 * module's classes and keeps none alive; the category is that of what was thrown.
 */
public final class OperationFailedException extends VagusException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorRecord error;

    /** With a message that names the operation and this error. */
    public OperationFailedException(String message, ErrorRecord error) {
        super(error.category(), message, null);
        this.error = error;
    }

    /** What the operation threw. */
    public ErrorRecord error() {
        return error;
    }
}
