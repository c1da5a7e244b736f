package dev.vagus.metrics;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import org.jspecify.annotations.Nullable;

/** Tracing could not be started or ended as wanted. Category {@code unavailable}; the message says which file and why. */
public final class TraceException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what to do. */
    public TraceException(String message, @Nullable Throwable cause) {
        super(ErrorCategory.UNAVAILABLE, message, cause);
    }
}
