package dev.vagus.security.internal.cipher;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import org.jspecify.annotations.Nullable;

/** Something was not sealed or not opened. Says why, and nothing of what it was. */
final class CipherException extends VagusException {
    private static final long serialVersionUID = 1L;

    CipherException(ErrorCategory category, String message, @Nullable Throwable cause) {
        super(category, message, cause);
    }
}
