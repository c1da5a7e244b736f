package dev.vagus.registry;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;

/** A call asks for an option that no middleware serves, because its bundle is not there. Category {@code unavailable}. */
public final class UnsupportedOptionException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what to do. */
    public UnsupportedOptionException(String message) {
        super(ErrorCategory.UNAVAILABLE, message, null);
    }
}
