package dev.vagus.registry;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;

/** The module that offers an operation is not there now. Category {@code unavailable}. */
public final class ModuleUnavailableException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what to do. */
    public ModuleUnavailableException(String message) {
        super(ErrorCategory.UNAVAILABLE, message, null);
    }
}
