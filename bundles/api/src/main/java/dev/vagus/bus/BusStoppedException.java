package dev.vagus.bus;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;

/** The message bus has stopped. Category {@code unavailable}. */
public final class BusStoppedException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what to do. */
    public BusStoppedException(String message) {
        super(ErrorCategory.UNAVAILABLE, message, null);
    }
}
