package dev.vagus.bus;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;

/** The message bus or the channel takes no messages until it is resumed: it was drained. Category {@code unavailable}. */
public final class BusDrainedException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what to do. */
    public BusDrainedException(String message) {
        super(ErrorCategory.UNAVAILABLE, message, null);
    }
}
