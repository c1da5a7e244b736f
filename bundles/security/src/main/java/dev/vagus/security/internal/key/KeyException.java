package dev.vagus.security.internal.key;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import org.jspecify.annotations.Nullable;

/** Keys cannot be read, written or used. Says which, where and what to do; never what is in them. */
public final class KeyException extends VagusException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param cause none of a parser: what it says may quote what it read
     */
    public KeyException(String message, @Nullable Throwable cause) {
        super(ErrorCategory.INTERNAL, message, cause);
    }
}
