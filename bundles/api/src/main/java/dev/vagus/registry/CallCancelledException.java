package dev.vagus.registry;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;

/** The thread that waited for a call was interrupted; the call was given up. Category {@code cancelled}. */
public final class CallCancelledException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the operation. */
    public CallCancelledException(String message) {
        super(ErrorCategory.CANCELLED, message, null);
    }
}
