package dev.vagus.events;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;

/** The events bundle has stopped. Category {@code unavailable}. */
public final class EventsStoppedException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what to do. */
    public EventsStoppedException(String message) {
        super(ErrorCategory.UNAVAILABLE, message, null);
    }
}
