package dev.vagus.spi;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import org.jspecify.annotations.Nullable;

/** A store could not do what was asked. The category says why: {@code unavailable}, {@code busy} or {@code internal}. */
public final class StoreException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what to do. */
    public StoreException(ErrorCategory category, String message, @Nullable Throwable cause) {
        super(category, message, cause);
    }
}
