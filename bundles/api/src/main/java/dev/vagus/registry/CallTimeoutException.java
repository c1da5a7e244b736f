package dev.vagus.registry;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;

/** A call did not end before its deadline. Category {@code timeout}. */
public final class CallTimeoutException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what to do. */
    public CallTimeoutException(String message) {
        super(ErrorCategory.TIMEOUT, message, null);
    }
}
