package dev.vagus.bus;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;

/** No channel has that name. Category {@code not-found}. */
public final class UnknownChannelException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what to do. */
    public UnknownChannelException(String message) {
        super(ErrorCategory.NOT_FOUND, message, null);
    }
}
