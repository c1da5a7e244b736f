package dev.vagus.registry;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;

/** There is no room for one more call now. Category {@code busy}: later may be better. */
public final class CallRefusedException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** With a message that says which limit was reached. */
    public CallRefusedException(String message) {
        super(ErrorCategory.BUSY, message, null);
    }
}
